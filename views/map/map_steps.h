// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/tree/page_table_tree.h"

namespace ptscope {

// Where the keys lead from a selection. Nothing: there is no such place.

/// The next or previous run that is no hole. Without a selection the first or last in `view`.
std::optional<AddrRange> nextRun(const Snapshot &snapshot, std::optional<AddrRange> selection, AddrRange view);
std::optional<AddrRange> previousRun(const Snapshot &snapshot, std::optional<AddrRange> selection, AddrRange view);
/// The entry whose table holds the selection: from a run to the PMD entry above it, and so on to the PGD.
std::optional<AddrRange> levelUp(const Snapshot &snapshot, const PageTableTree &tree, AddrRange selection);
/// The first used entry of the table that the selected entry points to: a table's span, or a run.
std::optional<AddrRange> levelDown(const Snapshot &snapshot, const PageTableTree &tree, AddrRange selection);

} // namespace ptscope
