// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "views/map/map_cell.h"
#include "views/map/map_strip.h"

namespace ptscope {

/// Entries of the tables of one level: tables as frames, leaves, holes; nothing where a leaf of a higher level stands.
/// Made from the strip alone: O(pixels). x is that of the axis, y and height are 0.
std::vector<MapCell> tableLane(const MapAxis &axis, const MapStrip &strip, Level level);

} // namespace ptscope
