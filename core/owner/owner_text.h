// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/owner/image_sections.h"
#include "core/owner/owner_map.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// "kernel stack kernel_clone", "ptlab.text and 2 more": the owners of a range in order of address, each once, with a word where
/// that is likely only; empty when there is none. Freed areas own nothing.
std::string ownersText(const Snapshot &snapshot, AddrRange range);

/// What tells the owner, in a sentence without full stop: "vmallocinfo line 12, pw+0x110/0xb8c [ptlab]; likely: by its place in
/// the order of vmallocinfo".
std::string ownerReason(const OwnerMap::Entry &entry, const Owner &owner);

/// "0x40200000-0x40203fff".
std::string physText(PhysRange range);

/// "pw+0x110 [ptlab]".
std::string symbolText(const SymbolHit &hit);

} // namespace ptscope
