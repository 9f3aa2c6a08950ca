// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/stat/statistics.h"

namespace ptscope {

/// What lies between two places, the first inclusive, the second exclusive; their order does not matter.
struct SpanFacts {
    ByteCount bytes;
    bool backwards = false;  ///< the second place lies below the first
    std::uint64_t pages = 0; ///< whole pages of the granule
    std::uint64_t mappedBytes = 0;
    std::uint64_t entries = 0; ///< leaf entries: a block is one, each page of a contiguous group is one
    TableCounts tables{};      ///< table pages that rows in between prove, by level; the top one included
    std::uint64_t allTables = 0;
};

/// O(rows in between).
SpanFacts spanBetween(const Snapshot &snapshot, VirtAddr from, VirtAddr to);

} // namespace ptscope
