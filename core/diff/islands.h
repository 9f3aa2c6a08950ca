// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/snapshot/snapshot.h"

namespace ptscope {

/// Neighbouring leaves between holes: one mapping, or several that touch.
struct Island {
    RowRange rows;
    AddrRange range;
    bool guarded = false; ///< holes on both sides
};

/// The islands among `rows`, ascending. Markers and the ends of `rows` part them as well.
std::vector<Island> islandsIn(const Snapshot &snapshot, RowRange rows);
/// True when no leaf touches the row from below.
bool beginsIsland(const Snapshot &snapshot, RowIndex row);
/// The island that holds `row`; call for leaves only.
Island islandAround(const Snapshot &snapshot, RowIndex row);

/// What two islands have in common when one is the other moved: sizes, rights, memory type, leaf sizes of their rows.
/// Whether entries are global (NG) follows the kernel's mood about KPTI, not the mapping.
std::uint64_t shapeOf(const Snapshot &snapshot, RowRange rows);

} // namespace ptscope
