// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/snapshot/snapshot.h"

namespace ptscope {

/// A mapped range with nothing mapped before and behind it.
struct VmallocIsland {
    AddrRange range;
    bool device = false; ///< holds device memory
    bool plain = true;   ///< all of it is normal memory, RW NX
};

/// The islands of the regions that vmalloc serves (modules and vmalloc area), in order of address. A dump without markers has
/// none: then all islands are taken.
std::vector<VmallocIsland> vmallocIslands(const Snapshot &snapshot);

/// True for the regions that vmalloc serves.
bool isServedByVmalloc(const Region &region);

} // namespace ptscope
