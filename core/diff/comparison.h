// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include "core/diff/diff.h"

namespace ptscope {

/// Two snapshots held against each other: what views are given. Immutable, shared between threads.
struct Comparison {
    SnapshotPtr before;
    SnapshotPtr after;
    DiffOptions options;
    std::optional<Diff> diff;     ///< nothing when the two cannot be compared
    std::optional<Error> refusal; ///< why
};

using ComparisonPtr = std::shared_ptr<const Comparison>;

/// Both must be there. Takes as long as diffOf; two dumps that share no address are refused as well.
ComparisonPtr compare(SnapshotPtr before, SnapshotPtr after, const DiffOptions &options = {});

} // namespace ptscope
