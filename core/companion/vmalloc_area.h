// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/shared_text.h"
#include "core/base/units.h"

namespace ptscope {

/// One line of /proc/vmallocinfo (mm/vmalloc.c: s_show and show_numa_info, 5.x to 7.3).
struct VmallocArea {
    VirtAddr first;          ///< a hash of it where pointers are hashed, 0 where not even that was printed
    std::uint64_t token = 0;    ///< what was printed for the start; 0 where nothing was (no entropy yet, kptr_restrict)
    std::uint64_t endToken = 0; ///< the same for the exclusive end: equal to the token of what begins there
    ByteCount size;          ///< guard page included, as printed
    SharedText caller;       ///< "symbol+0x110/0xb8c"; empty when the kernel did not note one
    SharedText module;       ///< "ptlab" of "[ptlab]"
    std::uint64_t pages = 0; ///< 0 when nothing is said (ioremap, vmap of device memory)
    std::optional<PhysAddr> phys;
    bool ioremap = false;
    bool vmalloc = false;
    bool vmap = false;
    bool user = false;
    bool sparse = false; ///< mapped piecewise on demand: a BPF arena
    bool dmaCoherent = false;
    bool pageArrayIsVmalloc = false; ///< "vpages": the array of its page pointers is an area of its own
    bool unpurged = false;           ///< freed, not yet flushed: nothing is mapped
    SharedText otherWords;           ///< words that are not understood, joined by blanks
    std::uint32_t line = 0;

    AddrRange range() const { return AddrRange::fromSize(first, size); }
};

struct VmallocInfo {
    std::vector<VmallocArea> areas; ///< in the order of the file
    bool hashed = false;            ///< addresses are no addresses: %p without no_hash_pointers
};

} // namespace ptscope
