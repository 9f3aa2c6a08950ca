// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/paging/level.h"

namespace ptscope {

/// Lengths of the map in design pixels; scaled() makes painter units of them.
namespace measures {
constexpr int gutter = 84; ///< names of the lanes, left of the data
constexpr int gutterText = 16;
constexpr int rightMargin = 12;
constexpr int topMargin = 4;
constexpr int ruler = 40;
constexpr int rulerLine = 19; ///< the line of addresses; below it the sizes of holes
constexpr int region = 24;
constexpr int laneGap = 2;
constexpr int afterRegion = 4;
constexpr int beforeAccess = 8;
constexpr int access = 52;
constexpr int owner = 44;
constexpr int foot = 26;
constexpr int alertWidth = 3;
constexpr int gapFrom = 4; ///< cells of that width keep a pixel between them
} // namespace measures

struct LaneHeights {
    std::vector<int> levels; ///< as the levels that were asked for
    int access = 0;
    int owner = 0; ///< 0: there is no such lane
};

/// Painter units; lanes give way from the bottom up where the room is short, and the PTE lane takes what is left over.
LaneHeights laneHeights(const std::vector<Level> &levels, int available, bool withOwners = false);
/// The height at which every lane is as tall as designed.
int idealMapHeight(const std::vector<Level> &levels, bool withOwners = false);
/// With less the last lanes do not fit.
int leastMapHeight(const std::vector<Level> &levels, bool withOwners = false);

} // namespace ptscope
