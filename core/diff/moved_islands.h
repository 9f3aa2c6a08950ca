// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diff/change.h"
#include "core/diff/vmalloc_areas.h"

namespace ptscope {

/// Pairs islands that went with islands of the same shape (islands.h) that came in the same region, in address order, and
/// marks their changes as Moved. Only an island that went or came whole counts; where both vmallocinfos name owners, only one of
/// the same owner.
void pairMovedIslands(const NamedAreas &before, const NamedAreas &after, ChangeTable &changes);

} // namespace ptscope
