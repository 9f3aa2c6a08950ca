// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/snapshot/snapshot.h"

namespace ptscope {

enum class AlignBy : std::uint8_t {
    Detect,  ///< by region where one has moved, by owner where something else stands in an area's place, else by address
    Address, ///< the same address is the same place
    Region,  ///< as Detect, without asking whether a region's shift fits better
    Owner,   ///< as Detect, each area that vmallocinfo names in both with itself, wherever it stands (moved_areas.h)
};

/// A part of a region that stands `shift` higher (mod 2^64) in the later snapshot.
struct MovedPart {
    std::string region;
    bool kernelImage = false; ///< the image alone has moved inside the vmalloc area (KASLR)
    AddrRange before;
    std::uint64_t shift = 0;

    AddrRange after() const { return {{before.first.value + shift}, {before.last.value + shift}}; }
};

/// An area of the vmalloc area that stands `shift` higher (mod 2^64) in the later snapshot, as vmallocinfo names it in both.
struct MovedArea {
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
    std::vector<MovedArea> areas; ///< the same of areas; disjoint from `moved` on either side as well

    bool inPlace() const { return moved.empty() && areas.empty(); }
    /// Where what begins at the earlier address `before.first` stands in the later snapshot, and the other way round.
    AddrRange placeAfter(AddrRange before) const;
    AddrRange placeBefore(AddrRange after) const;
    /// Lanes cover all addresses of both sides, each once; ascending.
    std::vector<Lane> lanes() const;
};

/// Which regions stand elsewhere: KASLR, another size of memory. A part moves when its content, shifted, maps what the
/// later snapshot maps to a larger share than in place (three quarters at least): the linear map and vmemmap as a whole,
/// and the kernel image (found by its executable rows) inside the vmalloc area. Both snapshots have the same geometry.
Alignment align(const Snapshot &before, const Snapshot &after, AlignBy how);

} // namespace ptscope
