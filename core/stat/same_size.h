// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/snapshot/snapshot.h"

namespace ptscope {

/// A mapped stretch between two holes: what vmalloc() calls an area, its guard page being the hole behind.
struct MappedArea {
    AddrRange range;
    std::uint64_t tlbEntries = 0; ///< a model: one per leaf, one per contiguous group

    bool operator==(const MappedArea &) const = default;
};

/// Two areas of one size that need different numbers of TLB entries: the first of those with the fewest, the first of
/// those with the most.
struct SameSize {
    ByteCount size;
    MappedArea fewest;
    MappedArea most;

    bool operator==(const SameSize &) const = default;
};

/// Where the same size is mapped in two ways among `rows`, by ascending size. Only areas that are at least as large as a
/// contiguous group of pages: smaller ones have no second way. O(rows).
std::vector<SameSize> sameSizeTwoWays(const Snapshot &snapshot, RowRange rows);

} // namespace ptscope
