// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/owner/owner_map.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// What the linear map begins with.
struct LinearBase {
    VirtAddr virt;
    PhysAddr phys;
    OwnerConfidence confidence = OwnerConfidence::Certain;
};

/// The physical address of the linear map's first mapped byte: the first byte of RAM in iomem. Certain when the last mapped byte
/// is the last byte of RAM too; likely when the ends differ (memory that firmware keeps, holes).
std::optional<LinearBase> linearBaseOf(const Snapshot &snapshot);

/// Entries for the linear map (RAM by the names of iomem, the kernel image's alias among them) and the vmemmap (struct pages of
/// which RAM). Without iomem one entry each, without physical addresses.
void addPhysicalOwners(const Snapshot &snapshot, OwnerMapBuilder &out);

} // namespace ptscope
