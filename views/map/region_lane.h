// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/snapshot/region.h"
#include "views/axis/map_axis.h"
#include "views/map/map_cell.h"

namespace ptscope {

/// A region that has rows, by its number in the snapshot.
struct RegionSpan {
    std::uint32_t number = 0;
    AddrRange range;
};
std::vector<RegionSpan> regionSpans(const std::vector<Region> &regions);
std::vector<MapCell> regionLane(const MapAxis &axis, const std::vector<RegionSpan> &regions);

} // namespace ptscope
