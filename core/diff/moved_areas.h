// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/diff/alignment.h"
#include "core/diff/vmalloc_areas.h"

namespace ptscope {

/// The areas that stand elsewhere in the later snapshot, ascending by their place there, disjoint from `regions` and from each
/// other on either side. An area is the same in both when vmallocinfo names it for certain in both, and, asked in this order,
///  1. place, caller and size are equal: it did not move;
///  2. caller and size, then also rights; among equals the order of addresses decides;
///  3. the same with the calling function alone: offsets into it differ between two builds;
///  4. the caller, and one size is the other rounded up to a block or a contiguous group, as vmalloc_huge() rounds what is
///     asked of it (mm/vmalloc.c:__vmalloc_node_range, 5.13 to 7.3).
/// Stacks of threads are left out: one is like the other, and they come and go. Of two sizes the smaller is compared.
/// With `how` Detect or Region only those in whose place the other snapshot maps something: there, addresses would compare two
/// different areas. With Address none.
std::vector<MovedArea> movedAreas(const NamedAreas &before, const NamedAreas &after, const std::vector<MovedPart> &regions,
                                  AlignBy how);

} // namespace ptscope
