// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/snapshot/region.h"
#include "views/map/map_cell.h"
#include "views/map/map_strip.h"

namespace ptscope {

/// Entries of the tables of one level: tables as frames, leaves, holes; nothing where a leaf of a higher level stands.
/// Made from the strip alone: O(pixels). x is that of the axis, y and height are 0.
std::vector<MapCell> tableLane(const MapAxis &axis, const MapStrip &strip, Level level);

/// What the runs permit. Alerts take at least `alertPixels`; their neighbours give way.
std::vector<MapCell> accessLane(const MapAxis &axis, const MapStrip &strip, int alertPixels);

/// The same for a strip whose rows and sums are those of another `index` than the one that the axis is measured on.
std::vector<MapCell> accessLane(const LodIndex &index, const MapStrip &strip, int width, int alertPixels);
/// The leaves themselves in one lane, whatever level they stand at.
std::vector<MapCell> leafLane(const LodIndex &index, const MapStrip &strip);

/// A region that has rows, by its number in the snapshot.
struct RegionSpan {
    std::uint32_t number = 0;
    AddrRange range;
};
std::vector<RegionSpan> regionSpans(const std::vector<Region> &regions);
std::vector<MapCell> regionLane(const MapAxis &axis, const std::vector<RegionSpan> &regions);

} // namespace ptscope
