// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/companion/iomem.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// Null where the dump has no linear map ("Linear Mapping", "Kernel Logical...").
const Region *linearRegionOf(const Snapshot &snapshot);

/// Where physical memory stands in the linear map and in vmemmap. The offset is kept modulo 2^64: a kernel built for 52 bits that
/// runs with 48 has a memstart_addr below zero.
struct PhysicalLayout {
    AddrRange linear;
    AddrRange vmemmap;
    std::uint64_t linearStart = 0; ///< physical address that the first byte of the linear region stands for (memstart_addr)
    unsigned pageShift = 12;

    /// Both nothing where the memory lies outside.
    std::optional<AddrRange> linearOf(AddrRange phys) const;
    std::optional<AddrRange> vmemmapOf(AddrRange phys) const;
};

/// `firstMapped`: physical address of the first byte that the linear map maps. Fails with NothingFound without a linear map, vmemmap,
/// or anything mapped.
Result<PhysicalLayout> physicalLayout(const Snapshot &snapshot, PhysAddr firstMapped);

/// Physical memory that the page allocator may have: System RAM without what the kernel image and reservations hold. Ascending,
/// disjoint.
std::vector<AddrRange> allocatableMemory(const Iomem &iomem);

} // namespace ptscope
