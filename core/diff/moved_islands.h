// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diff/change.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// Pairs islands that went with islands of the same shape (islands.h) that came in the same region, in address order, and
/// marks their changes as Moved. Only an island that went or came whole counts.
void pairMovedIslands(const Snapshot &before, const Snapshot &after, ChangeTable &changes);

} // namespace ptscope
