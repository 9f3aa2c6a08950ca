// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/base/diagnostic.h"
#include "core/snapshot/extents.h"
#include "core/snapshot/region.h"

namespace ptscope {

/// Sorts rows that came out of order. Of rows that share an address the earlier line stays; the other is named and left
/// out, so that no byte counts twice. Markers stay with the rows of their region.
void putInOrder(ExtentTable &extents, std::vector<Marker> &markers, DiagnosticLog &log);

/// Leaves out rows that lost their level word in a dump that prints them: what they map cannot be told.
void removeRowsWithoutLevel(ExtentTable &extents, std::vector<Marker> &markers, DiagnosticLog &log);

} // namespace ptscope
