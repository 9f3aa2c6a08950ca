// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/simulate/snapshot_edit.h"

namespace ptscope {

/// Unmaps `gone` together with the tables that have nothing else: each hole stands at the highest level whose entry is empty
/// then, as after arch/arm64/mm/mmu.c:free_empty_tables (6.1 to 7.3), or where the tables never were. `taken`: what is mapped anew.
/// Both ascending and disjoint.
void unmapWithTables(const Snapshot &snapshot, std::span<const AddrRange> gone, std::span<const AddrRange> taken,
                     SnapshotEdit &edit);

} // namespace ptscope
