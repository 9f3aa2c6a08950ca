// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/companion/vmalloc_area.h"
#include "core/simulate/simulation.h"

namespace ptscope {

/// Which leaves vmalloc may use, by kernel (arch/arm64/include/asm/vmalloc.h; reference/kernel-mechanisms.md, 1.1).
enum class VmallocLeaves : std::uint8_t {
    Pages,           ///< 6.1 to 6.15 with PTDUMP_DEBUGFS, which every dump needs; and nohugevmalloc
    Groups,          ///< 6.16, 6.17: contiguous pages, no blocks
    GroupsAndBlocks, ///< 6.18 and later
};
/// Of a release such as "7.3.4" or "6.12"; nothing when it is none.
std::optional<VmallocLeaves> vmallocLeavesOf(const std::string &release);

/// How one area would be mapped.
struct AreaForecast {
    VmallocArea area;
    bool asksForHuge = false;
    ByteCount requested; ///< what was asked for, guard page not counted
    ByteCount mapped;    ///< rounded up to the leaf
    Level level = Level::Pte;
    bool contiguous = false;
    AddrRange place;    ///< in the predicted dump, without guard
    bool moved = false; ///< does not fit where it stood: placed anew
};

struct VmallocHugeRequest {
    VmallocLeaves leaves = VmallocLeaves::GroupsAndBlocks;
    /// Callers that pass VM_ALLOW_HUGE_VMAP.
    std::function<bool(const VmallocArea &)> asksForHuge;
    /// ioremap maps by these leaves, in place (Pages: nohugeiomap); not set: as the dump shows.
    std::optional<VmallocLeaves> ioremap = std::nullopt;
};

struct VmallocHugeResult {
    SimulationResult simulation;
    std::vector<AreaForecast> areas;    ///< all that vmalloc made, ascending by address
    std::vector<AreaForecast> ioremaps; ///< all that ioremap made, where it was asked for; level is that of the largest leaf
};

/// What vmalloc areas would look like with huge vmalloc (mm/vmalloc.c:__vmalloc_node_range, 7.3; reference/kernel-mechanisms.md,
/// 1.2 to 1.4): areas of at least a PMD in blocks, of at least a contiguous group in groups, rounded up to whole ones. Area and
/// guard page are placed in place where alignment allows, else first fit: a guess, since the order of allocation is not known.
/// Fails with AddressesHidden when vmallocinfo is hashed, NothingFound without a vmalloc area in the dump.
Result<VmallocHugeResult> simulateVmallocHuge(const Snapshot &snapshot, const VmallocInfo &info,
                                              const VmallocHugeRequest &request);

} // namespace ptscope
