// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/owner/owner_map.h"
#include "views/map/map_cell.h"
#include "views/map/map_strip.h"

namespace ptscope {

/// Who owns what is mapped. Neighbours of one kind and name are one cell, across guard pages but not across holes that fold;
/// what is several owners in one pixel shows the first. O(pixels log owners). x is that of the axis, y and height are 0.
std::vector<MapCell> ownerLane(const MapAxis &axis, const MapStrip &strip, const OwnerMap &owners);

} // namespace ptscope
