// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_measures.h"

#include <algorithm>
#include <numeric>

#include "views/look/type.h"

namespace ptscope {

namespace {

struct LaneMeasure {
    int ideal;
    int least;
};

LaneMeasure measureOf(Level level)
{
    switch (level) {
    case Level::Pud:
        return {46, 24};
    case Level::Pmd:
        return {60, 28};
    case Level::Pte:
        return {118, 40};
    default:
        return {40, 22};
    }
}

constexpr int leastAccess = 26;
constexpr int leastOwner = 22;
constexpr int mostPte = 180;

/// All that is not a lane of tables or of access.
int frameHeight(std::size_t levels)
{
    return scaled(measures::topMargin) + scaled(measures::ruler) + scaled(measures::region)
        + scaled(measures::afterRegion) + static_cast<int>(levels - 1) * scaled(measures::laneGap)
        + scaled(measures::beforeAccess) + scaled(measures::foot);
}

} // namespace

int idealMapHeight(const std::vector<Level> &levels, bool withOwners)
{
    int height = frameHeight(levels.size()) + scaled(measures::access);
    height += withOwners ? scaled(measures::laneGap) + scaled(measures::owner) : 0;
    for (const Level level : levels) {
        height += scaled(measureOf(level).ideal);
    }
    return height;
}

int leastMapHeight(const std::vector<Level> &levels, bool withOwners)
{
    int height = frameHeight(levels.size()) + scaled(leastAccess);
    height += withOwners ? scaled(measures::laneGap) + scaled(leastOwner) : 0;
    for (const Level level : levels) {
        height += scaled(measureOf(level).least);
    }
    return height;
}

LaneHeights laneHeights(const std::vector<Level> &levels, int available, bool withOwners)
{
    LaneHeights heights;
    std::vector<int> least;
    for (const Level level : levels) {
        heights.levels.push_back(scaled(measureOf(level).ideal));
        least.push_back(scaled(measureOf(level).least));
    }
    heights.access = scaled(measures::access);
    heights.owner = withOwners ? scaled(measures::owner) : 0;
    int spare = available - idealMapHeight(levels, withOwners);
    if (spare > 0) {
        heights.levels.back() += std::min(spare, scaled(mostPte) - heights.levels.back());
        return heights;
    }
    const auto giveWay = [&spare](int &height, int minimum) {
        const int given = std::clamp(-spare, 0, std::max(height - minimum, 0));
        height -= given;
        spare += given;
    };
    for (std::size_t i = levels.size(); i-- > 0;) {
        giveWay(heights.levels[i], least[i]);
        if (i + 1 == levels.size()) {
            giveWay(heights.access, scaled(leastAccess));
            giveWay(heights.owner, withOwners ? scaled(leastOwner) : 0);
        }
    }
    return heights;
}

} // namespace ptscope
