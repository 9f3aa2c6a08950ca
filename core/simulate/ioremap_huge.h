// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/simulate/snapshot_edit.h"
#include "core/simulate/vmalloc_huge.h"

namespace ptscope {

/// ioremap areas by the leaves that a kernel may use for them (mm/vmalloc.c:ioremap_page_range, vmap_range_noflush, 7.3;
/// reference/kernel-mechanisms.md, 1.5): 1G blocks with 4K pages, PMD blocks, contiguous pages, never contiguous blocks. Areas stay where they
/// are: the kernel aligns them to their size whether it maps them huge or not.
std::vector<AreaForecast> remapIoAreas(const Snapshot &snapshot, const VmallocInfo &info, VmallocLeaves leaves,
                                       SnapshotEdit &edit);

} // namespace ptscope
