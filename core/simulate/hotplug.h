// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulate/simulation.h"

namespace ptscope {

struct HotplugRequest {
    PhysAddr first;
    PhysAddr last; ///< inclusive
    /// Physical address of the first byte that the linear map maps.
    PhysAddr firstMapped;
};

/// Memory sections come on 128M borders with 4K and 16K pages and 512M with 64K (arch/arm64/include/asm/sparsemem.h:
/// SECTION_SIZE_BITS, 5.12 to 7.3).
ByteCount sectionSize(const PagingGeometry &geometry);

/// arch_add_memory and vmemmap_populate: the linear map of the sections as the rest is mapped (by pages, or by the largest leaves), their
/// vmemmap by blocks with 4K pages (arch/arm64/mm/mmu.c, 5.12 to 7.3; reference/kernel-mechanisms.md, 2.5 and 4.6).
/// Fails with BadArgument when the range is not whole sections, is mapped already, or lies outside the linear region.
Result<SimulationResult> simulateHotAdd(const Snapshot &snapshot, const HotplugRequest &request);

/// arch_remove_memory: both are unmapped, and tables that become empty are freed, so that holes stand at the level above. The ledger
/// tells the three conditions that HVO adds: huge pages there are dissolved first, which takes their vmemmap again; a table that HVO split
/// must belong to one section alone; vmemmap that stands in the section itself is never optimised.
/// Fails with BadArgument when the range is not whole sections, not all of it is mapped, or an end of it lies inside a leaf or contiguous
/// group (7.3: prevent_memory_remove_notifier, addr_splits_kernel_leaf; earlier kernels take for granted that none does).
Result<SimulationResult> simulateHotRemove(const Snapshot &snapshot, const HotplugRequest &request);

} // namespace ptscope
