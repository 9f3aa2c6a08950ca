// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/paging/geometry.h"
#include "core/snapshot/region.h"

namespace ptscope {

/// Finds page size, VA bits and levels from what the text proves (reference/ptdump-formats.md, 6.6): the first address,
/// the length of vmemmap, level words, and the alignment of every border. Where the text does not settle it, the
/// commonest geometry that contradicts nothing is taken and `assumed` says so.
GeometryFinding inferGeometry(const ExtentTable &extents, const std::vector<Marker> &markers);

} // namespace ptscope
