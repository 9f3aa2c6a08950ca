// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/region_lane.h"

#include <algorithm>

namespace ptscope {

std::vector<RegionSpan> regionSpans(const std::vector<Region> &regions)
{
    std::vector<RegionSpan> spans;
    for (std::size_t i = 0; i < regions.size(); ++i) {
        if (regions[i].range) {
            spans.push_back({static_cast<std::uint32_t>(i), *regions[i].range});
        }
    }
    return spans;
}

std::vector<MapCell> regionLane(const MapAxis &axis, const std::vector<RegionSpan> &regions)
{
    std::vector<MapCell> cells;
    const auto from = [&](VirtAddr address) {
        return std::lower_bound(regions.begin(), regions.end(), address,
                                [](const RegionSpan &region, VirtAddr a) { return region.range.last < a; });
    };
    if (axis.empty()) {
        return cells;
    }
    int free = 0;
    for (auto region = from(axis.visible().first); region != regions.end() && free < axis.width();) {
        const int x0 = std::max(axis.xOf(axis.positionOf(region->range.first)), free);
        if (x0 >= axis.width()) {
            break;
        }
        const int x1 = std::clamp(axis.xOf(axis.endOf(region->range.last)), x0 + 1, axis.width());
        MapCell cell;
        cell.rect = laneSpan(x0, x1);
        cell.range = region->range;
        cell.kind = CellKind::Region;
        cell.lane = LaneKind::Region;
        cell.row = region->number;
        cells.push_back(cell);
        free = x1;
        // Where many regions share a pixel the first stands for all; the others come with the next pixel.
        const auto next = region + 1;
        region = next != regions.end() && axis.xOf(axis.endOf(next->range.last)) <= free
            ? std::max(next, from(axis.addressAtX(free)))
            : next;
    }
    return cells;
}

} // namespace ptscope
