// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "core/diff/comparison.h"
#include "core/query/row_set.h"
#include "views/charts/chart_data.h"

namespace ptscope {

/// What the charts are to show; a worker may answer it.
struct ChartRequest {
    SnapshotPtr front;
    ComparisonPtr comparison; ///< counts only if `front` is one of its two
    std::shared_ptr<const RowSet> matches; ///< rows of `front`; null without a filter
    QString filter;                        ///< the same as an expression, for the other dump
    std::vector<ChartSetPtr> known;        ///< figures of whole dumps that are there already
};

struct ChartAnswer {
    ChartSetPtr shown;
    std::vector<ChartSetPtr> known; ///< worth keeping for the next request
};

ChartAnswer chartsFor(const ChartRequest &request);

} // namespace ptscope
