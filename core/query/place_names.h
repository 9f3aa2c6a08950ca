// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/snapshot/snapshot.h"

namespace ptscope {

/// Where something lies that belongs to an owner of that name: "ptlab", "pl011@9000000", ".rodata", "System RAM", also with
/// its kind before it, as lists print it. Letter case does not matter. Modules and parts of the kernel image are given
/// from their first to their last byte; of many alike (stacks) the first one.
std::optional<AddrRange> placeOfOwner(const Snapshot &snapshot, std::string_view name);

/// Names that begin with what is typed, for completion: regions, then owners, then symbols, the shortest first; at most
/// `most`. Nothing behind a `+`. O(symbols).
std::vector<std::string> placeNames(const Snapshot &snapshot, std::string_view typed, std::size_t most);

} // namespace ptscope
