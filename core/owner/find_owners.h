// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/owner/owner_map.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// Who owns which addresses of the snapshot, from its companions and its markers. Never fails: where nothing is known there is
/// no entry. O((areas + rows of the vmalloc area) log) when addresses are known; see matchHashedAreas() for hashed ones.
OwnerMapPtr findOwners(const Snapshot &snapshot);

} // namespace ptscope
