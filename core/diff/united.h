// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diff/diff.h"

namespace ptscope {

/// Lanes of the line of addresses on which both snapshots can stand: the later one's addresses, with what has moved at
/// the place where it stands now. Ascending and disjoint. What the earlier one alone has where something moved to has no
/// place of its own on it; its changes are still in the table.
std::vector<Lane> axisLanes(const Alignment &alignment);

/// One row for each stretch over which neither snapshot changes, along axisLanes(): mapped where one of the two maps it, a
/// hole else, nothing where both texts are silent. Its rows carry no rights; it is there to measure an axis on.
SnapshotPtr unitedRows(const Diff &diff);

} // namespace ptscope
