// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/commands.h"

namespace ptscope {

class ViewArea;

/// Every action with words that lies below `window`, each once: the commands of the window, its views, what each view
/// brings, and what only menus hold (title of the menu as the group). Palette and key sheet are made from this, so
/// neither can forget one.
QList<CommandGroup> actionCatalog(const QWidget &window, const Commands &commands, const ViewArea &views);

} // namespace ptscope
