// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/row_set.h"
#include "views/charts/chart_data.h"

namespace ptscope {

/// The same figures with what of each part `matches` lets through; rows of another dump change nothing. O(matching rows).
ChartSetPtr withMatches(const ChartSet &set, const RowSet &matches);

} // namespace ptscope
