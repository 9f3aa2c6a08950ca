// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/snapshot/snapshot.h"

namespace ptscope {

/// The pages of the vmemmap laid one over another at a period: with HVO the first of each group is writable and the others
/// are not, in all groups at once. Blocks are left out: they hold no stripes.
struct StripeFold {
    struct Column {
        std::uint64_t writable = 0;
        std::uint64_t readOnly = 0;
        bool operator==(const Column &) const = default;
    };
    std::uint64_t period = 0;    ///< pages; 0: nothing to fold
    std::vector<Column> columns; ///< by the place of the page in its group
    std::uint64_t pages = 0;     ///< all of them
};

/// O(rows of vmemmap + period). Groups begin at multiples of the period: a huge page's vmemmap is aligned to its size.
StripeFold foldStripes(const Snapshot &snapshot, std::uint64_t period);

} // namespace ptscope
