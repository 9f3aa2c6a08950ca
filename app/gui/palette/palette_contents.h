// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "app/gui/palette/palette_entry.h"

namespace ptscope {

class Session;
class ViewArea;
struct CommandGroup;

/// The actions, with their keys. Those of a view that is behind bring it to the front first.
PaletteEntries actionEntries(const QList<CommandGroup> &groups, ViewArea &views);
/// The dumps that are open and the regions of the one in front.
PaletteEntries placeEntries(Session &session);
/// What the text itself names: an address, `vmalloc+0x1000`, a filter that this dump understands.
PaletteAnswers answersTo(const QString &typed, Session &session);

} // namespace ptscope
