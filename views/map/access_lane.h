// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "views/map/map_cell.h"
#include "views/map/map_strip.h"

namespace ptscope {

/// What the runs permit. Alerts take at least `alertPixels`; their neighbours give way.
std::vector<MapCell> accessLane(const MapAxis &axis, const MapStrip &strip, int alertPixels);

/// The same for a strip whose rows and sums are those of another `index` than the one that the axis is measured on.
std::vector<MapCell> accessLane(const LodIndex &index, const MapStrip &strip, int width, int alertPixels);
/// The leaves themselves in one lane, whatever level they stand at.
std::vector<MapCell> leafLane(const LodIndex &index, const MapStrip &strip);

} // namespace ptscope
