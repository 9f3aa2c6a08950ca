// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/snapshot/snapshot.h"

namespace ptscope {

enum class AlignBy : std::uint8_t {
    Detect,  ///< by region where one has moved, by owner where vmallocinfo names both (vmalloc_areas.h), else by address
    Address, ///< the same address is the same place
    Region,  ///< as Detect, without asking whether it fits better
};

/// A part of a region that stands `shift` higher (mod 2^64) in the later snapshot.
struct MovedPart {
    std::string region;
    bool kernelImage = false; ///< the image alone has moved inside the vmalloc area (KASLR)
    AddrRange before;
    std::uint64_t shift = 0;

    AddrRange after() const { return {{before.first.value + shift}, {before.last.value + shift}}; }
};

/// One stretch of addresses that is compared as a whole. `after` is where it lies in the later snapshot; a lane that only
/// one snapshot has compares that one against nothing.
struct Lane {
    AddrRange range; ///< later addresses where the later snapshot takes part, else earlier ones
    std::uint64_t shift = 0;
    bool inBefore = true;
    bool inAfter = true;
};

struct Alignment {
    std::vector<MovedPart> moved; ///< ascending by their place in the later snapshot, disjoint on either side
    /// Lanes cover all addresses of both sides, each once; ascending.
    std::vector<Lane> lanes() const;
};

/// Which regions stand elsewhere: KASLR, another size of memory. A part moves when its content, shifted, maps what the
/// later snapshot maps to a larger share than in place (three quarters at least): the linear map and vmemmap as a whole,
/// and the kernel image (found by its executable rows) inside the vmalloc area. Both snapshots have the same geometry.
Alignment align(const Snapshot &before, const Snapshot &after, AlignBy how);

} // namespace ptscope
