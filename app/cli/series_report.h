// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/json.h"
#include "core/series/range_history.h"
#include "parsers/series/load_series.h"

namespace ptscope::cli {

/// When one range changed.
struct RangeOverTime {
    AddrRange range;
    std::vector<RangeChange> changes;
};

/// The figures, a line each.
std::string seriesTable(const LoadedSeries &loaded);
/// When the range changed and how, a few lines for each snapshot.
std::string rangeReport(const Series &series, const RangeOverTime &range);
/// ptscope-series/1.
Json seriesJson(const LoadedSeries &loaded, const std::optional<RangeOverTime> &range);

} // namespace ptscope::cli
