// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

#include "views/map/map_cell.h"
#include "views/map/map_source.h"

namespace ptscope {

/// What may be written into a cell: the most telling first, the shortest last. Lines of one entry stand below each other.
/// Nothing is ever cut: what does not fit is left out, and hovering tells it.
std::vector<QStringList> labelLadder(const MapCell &cell, const MapSource &source);

/// One line of facts about a cell: "3648K PTE ro x CON", "PMD[0x043]: table, 385 of 512 used".
QString factsOf(const MapCell &cell, const MapSource &source);
/// The same for any range: a run, an entry, a selection of several runs.
QString factsOf(AddrRange range, const MapSource &source);
/// For the tooltip: range, size, level, access.
QStringList detailsOf(const MapCell &cell, const MapSource &source);

/// "[0x043]", "[0x010–0x01f]".
QString indexRangeText(const PagingGeometry &geometry, Level level, AddrRange range);
QString wordOf(AccessClass access);

} // namespace ptscope
