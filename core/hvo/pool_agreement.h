// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/hvo/stripes.h"

namespace ptscope {

/// One size of huge pages: what the kernel counts in its pool, and how many of them the stripes show.
struct PoolCount {
    HugePageSize size;
    std::uint64_t inPool = 0;
    std::uint64_t optimised = 0;
};

/// Sizes that the pool or the stripes know and HVO can optimise, smallest first. Empty where nothing was read beside the dump
/// (/sys/kernel/mm/hugepages), and for simulated dumps: their pools are those of another moment.
std::vector<PoolCount> poolCounts(const Snapshot &snapshot, const Stripes &stripes);

/// False where a pool holds other than the stripes show.
bool poolsAgree(const std::vector<PoolCount> &counts);

/// One sentence without full stop; empty without counts. "the kernel counts the same: 1024 of 2M".
std::string poolText(const std::vector<PoolCount> &counts);

} // namespace ptscope
