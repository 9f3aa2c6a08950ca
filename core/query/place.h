// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <tl/expected.hpp>

#include "core/snapshot/snapshot.h"

namespace ptscope {

enum class PlaceProblem : std::uint8_t {
    Empty,
    NotUnderstood, ///< neither hex digits nor a region's name
    BadOffset,     ///< what stands behind + or - is no number
    TooLarge,      ///< passes 2^64
    NoSuchRegion,
    SeveralRegions, ///< the name begins more than one
    RegionWithoutRows,
    OutsideDump,
};

/// Somewhere in a dump that a person named.
struct Place {
    AddrRange range;       ///< a run "A-B" as printed, a whole region, or one page
    bool isRegion = false; ///< the whole of a region was named
    VirtAddr address;      ///< exactly what was named, not cut to its page; the first one of ranges and regions
};

/// Understands what kernel developers type or paste to name a place: `0xffff800008010000`, `ffff8000 0801 0000`,
/// `0xA-0xB` (end exclusive, as printed), `vmalloc`, `vmalloc+0x1000`, `linear map + 2M`. Region names are matched
/// without case and punctuation, and by a beginning that is unique. What is no region may be a symbol, `swapper_pg_dir+0x40`
/// or as a trace prints it, `pw+0x110/0xb8c [ptlab]`, or an owner, `ptlab`, `pl011@9000000`, where the dump has companions
/// that tell. Offsets: hex with 0x, else decimal, with K M G T.
tl::expected<Place, PlaceProblem> findPlace(const Snapshot &snapshot, std::string_view text);

/// Lower-case letters and digits of a name: "PCI I/O" gives "pciio".
std::string regionKey(std::string_view name);

} // namespace ptscope
