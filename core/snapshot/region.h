// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/units.h"
#include "core/snapshot/extents.h"

namespace ptscope {

/// A line `---[ NAME ]---` as printed.
struct Marker {
    std::string name;
    std::uint32_t beforeRow = 0; ///< the row that follows it; size() of the table for markers at the end
    std::uint32_t line = 0;
};

/// What lies between a start and an end marker. The kernel prints a marker at the first entry it meets at or above the
/// region's start, so inside a hole the border may come late (reference/ptdump-formats.md, 2.4): `range` is what the
/// text shows, and a region that a hole swallowed whole has no rows and no range.
struct Region {
    std::string name; ///< without "start", "end", "area": "Linear Mapping", "vmalloc()"
    RowRange rows;
    std::optional<AddrRange> range;
};

enum class MarkerRole { Begins, Ends };
struct MarkerMeaning {
    MarkerRole role;
    std::string_view region;
};
/// What a marker name says, in any kernel's spelling: "vmalloc() Area" begins "vmalloc()".
MarkerMeaning meaningOf(std::string_view markerName);

std::vector<Region> regionsFrom(const std::vector<Marker> &markers, const ExtentTable &extents);

} // namespace ptscope
