// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

#include "core/stat/same_size.h"
#include "core/stat/statistics.h"
#include "views/look/widgets/stacked_bar.h"

namespace ptscope {

/// What the rows of a dump cost, added up once for a snapshot: a worker's job for large ones.
struct CostFacts {
    SnapshotPtr snapshot;
    Statistics statistics;
    std::vector<std::vector<SameSize>> twoWays; ///< as Snapshot::regions()
};
using CostFactsPtr = std::shared_ptr<const CostFacts>;
CostFactsPtr makeCostFacts(SnapshotPtr snapshot);

struct CostCell {
    QString text;
    QString shortText; ///< where there is no room for that; empty: there is no shorter one
    std::vector<BarShare> shares; ///< drawn before the text
    bool isNumber = false;        ///< mono, at the right
    bool standsOut = false;
    std::optional<AddrRange> place; ///< where a click leads; else that of the row's first cell with one
};

/// A small table in words and figures, for people who read and for screen readers.
struct CostTable {
    QString title;
    QString note;
    QStringList heads;
    std::vector<std::vector<CostCell>> rows;
};

/// Where areas of one size are mapped in two ways in `region`, what each way takes; else what each region takes.
CostTable costTable(const CostFacts &facts, std::optional<std::size_t> region);

/// "4 × 2M", "1 × 64K + 3 × 4K": the leaves of a mapped range, largest first.
QString leavesText(const Snapshot &snapshot, const PartStatistics &part);

} // namespace ptscope
