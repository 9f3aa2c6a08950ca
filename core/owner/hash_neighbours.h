// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/owner/vmalloc_match.h"

namespace ptscope {

/// Places what is not in `match` yet beside an area whose place is certain, where one hash is the end of the one and the start
/// of the other and stands for nothing else. Nothing is placed over what is placed, nor across the border of an island.
void takeNeighbours(const VmallocInfo &info, const std::vector<VmallocIsland> &islands, ByteCount pageSize, VmallocMatch &match);

} // namespace ptscope
