// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "core/diff/change.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// Whether kernel page-table isolation was switched between two snapshots. With it every kernel mapping but the trampoline is
/// non-global (arch/arm64/include/asm/pgtable-prot.h: PTE_MAYBE_NG, 5.x to 7.3): KASLR switches it on.
enum class KptiSwitch : std::uint8_t { None, On, Off };

/// By the NG bit of nearly all that is mapped. O(rows), but only where `changes` holds one that could tell of it.
KptiSwitch kptiSwitch(const Snapshot &before, const Snapshot &after, const ChangeTable &changes);

/// "KPTI is on in the later dump: NG on every mapping but the trampoline"; empty for None.
std::string kptiText(KptiSwitch kpti);

/// True when NG is all that tells the two mappings apart.
bool differsInGlobalAlone(const Snapshot &before, const Snapshot &after, const Change &change);

/// True for what came or went with KPTI in the fixmap: read-only pages that begin with executable ones
/// (arch/arm64/mm/mmu.c:map_entry_trampoline; 6.1 maps it always, 7.3 where KPTI is on).
bool isTrampoline(const Snapshot &before, const Snapshot &after, KptiSwitch kpti, const Change &change);

} // namespace ptscope
