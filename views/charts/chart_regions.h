// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

#include "core/stat/statistics.h"

namespace ptscope {

/// What stands for one bar: a region (all of one name), the rest, or what lies outside of regions.
struct ChartRegion {
    QString name;
    std::string term; ///< of the filter language; empty for the whole dump
    PartStatistics figures;
    std::uint64_t place = 0; ///< where it begins; the rest stands last
};

struct ChartRegions {
    std::vector<ChartRegion> regions; ///< that map anything, in the order of addresses
    QStringList unmapped;             ///< the others, at most a few names
    std::vector<std::size_t> barOfRegion; ///< index into `regions` by region of the snapshot; all ones: none
    std::size_t barOutside = ~std::size_t{0};
};

/// The regions as bars, at most `atMost`: of more the smallest become one.
ChartRegions chartRegions(const Snapshot &snapshot, const Statistics &statistics, std::size_t atMost);

} // namespace ptscope
