// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include "views/layout/table_content.h"
#include "views/look/palette.h"

namespace ptscope {

/// What the colour of a cell tells. The texture of a table's cell follows.
enum class LayoutColours : std::uint8_t { LeafSize, Permission, MemoryType, Owner };

/// Neither normal memory nor tagged: its access speaks where memory types are shown.
bool isSpecialMemory(const CellFill &cell);
/// The colour that stands for a cell; where patterns are, they are in this colour.
QColor cellHue(const CellFill &cell, LayoutColours colours, const Palette &palette);
/// The colour of what is too small for patterns.
QColor speckHue(const CellFill &cell, LayoutColours colours, const Palette &palette);
/// What the filter does not let through steps back.
QColor fadedUnlessMatching(const QColor &hue, const CellFill &cell, const Palette &palette);
/// Ground of an entry that is zero: quiet, but there.
QColor holeGround(const Palette &palette);

} // namespace ptscope
