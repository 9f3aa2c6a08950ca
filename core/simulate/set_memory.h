// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/companion/vmalloc_area.h"
#include "core/simulate/simulation.h"

namespace ptscope {

enum class SetMemory : std::uint8_t { Ro, Rw, X, Nx, Valid, Invalid };

struct SetMemoryRequest {
    AddrRange range; ///< whole pages
    SetMemory to = SetMemory::Ro;
    /// The kernel splits live leaves (7.3 on CPUs with BBM level 3, linear map not by pages already); otherwise a block in the way is refused.
    bool splitsLeaves = false;
    /// Linear aliases of the pages of `range`, where known: with rodata=full they follow ro and rw. No dump tells them.
    std::vector<AddrRange> aliases;
    /// 601 for 6.1; nothing: what holds for 6.1 to 7.3 alike, told in assumptions where they differ.
    std::optional<unsigned> kernel = std::nullopt;
    /// Areas of the same moment, where known: the kernel changes only what lies in one that vmalloc made.
    const std::vector<VmallocArea> *areas = nullptr;
};

/// set_memory_ro, rw, x, nx and set_memory_valid (arch/arm64/mm/pageattr.c:change_memory_common, 6.1 to 7.3;
/// reference/kernel-mechanisms.md, part 3). A larger leaf that is changed only in part is split as
/// arch/arm64/mm/mmu.c:split_kernel_leaf_mapping does: a block becomes a table of contiguous leaves, a contiguous group
/// loses the bit, at both ends of the range. Fails with BadArgument where the kernel would refuse: not whole pages,
/// something unmapped, blocks in the way without splitsLeaves, vmalloc areas mapped huge (VM_ALLOW_HUGE_VMAP), ranges that no one area of
/// vmalloc holds.
Result<SimulationResult> simulateSetMemory(const Snapshot &snapshot, const SetMemoryRequest &request);

} // namespace ptscope
