// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/charts/chart_data.h"

namespace ptscope {

/// Before beside after: of each region, level or length two bars, the first of them of `before`, and how the sum went. The
/// set belongs to the snapshot of `front`, which is one of the two.
ChartSetPtr besideEachOther(const ChartSet &before, const ChartSet &after, const SnapshotPtr &front);

} // namespace ptscope
