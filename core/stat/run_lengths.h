// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/paging/row_class.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// Runs of one length class.
struct RunCount {
    std::uint64_t runs = 0;
    std::uint64_t bytes = 0;
    bool operator==(const RunCount &) const = default;
};

/// How long the mapped runs are, as the text cuts them: a run is a row, so it ends where level, attributes or the table of a
/// higher level do. Holes and F rows are none.
struct RunLengths {
    static constexpr std::size_t bucketCount = 64;
    using ByLeaf = std::array<RunCount, leafClassCount>;

    std::array<ByLeaf, bucketCount> buckets{}; ///< [n]: 2^n bytes and more, less than 2^(n+1)

    RunCount total(std::size_t bucket) const;
};

/// O(rows).
RunLengths runLengthsOf(const Snapshot &snapshot, RowRange rows);

} // namespace ptscope
