// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/paging/geometry.h"
#include "core/snapshot/region.h"

namespace ptscope {

/// What the user knows better than the text: page size, VA bits, or both.
struct GeometryWish {
    std::optional<Granule> granule;
    std::optional<unsigned> vaBits;
};

/// Finds page size, VA bits and levels from what the text proves (reference/ptdump-formats.md, 6.6): the first address,
/// length and place of vmemmap, where the modules begin, level words, and the alignment of every border. Where the text
/// does not settle it, the commonest geometry that contradicts nothing is taken and `assumed` says so. A wish is followed;
/// what it leaves open is found as without it.
GeometryFinding inferGeometry(const ExtentTable &extents, const std::vector<Marker> &markers,
                              const GeometryWish &wish = {});

} // namespace ptscope
