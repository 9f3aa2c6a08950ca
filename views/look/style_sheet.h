// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/look/palette.h"

#include <QString>

namespace ptscope {

/// The one style sheet, with every token and every length of the design filled in.
QString styleSheetFor(const Palette &colors, qreal uiScale);

} // namespace ptscope
