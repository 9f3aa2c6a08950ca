// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hvo/huge_page_size.h"
#include "core/simulate/simulation.h"

namespace ptscope {

/// A machine that is not there yet.
struct HvoPlanRequest {
    PagingGeometry geometry;
    ByteCount memory;
    HugePageSize size;
    std::uint64_t count = 0;
    HvoLayout layout = HvoLayout::KeepsOne;
};

struct HvoPlan {
    SnapshotPtr machine;     ///< its vmemmap before any huge page
    SimulationResult result; ///< the vmemmap region alone, as the kernel would print it
    std::uint64_t linesBefore = 0;
    std::uint64_t linesAfter = 0; ///< rows of the vmemmap region
    ByteCount tableBytes;         ///< of the tables that the split of vmemmap blocks takes
    /// Huge pages in one block of vmemmap from which on more is saved than its table costs; 0 where none is split.
    std::uint64_t breakEven = 0;

    /// Negative where the tables cost more.
    std::int64_t net() const
    {
        return static_cast<std::int64_t>(result.ledger.memorySaved.value) - static_cast<std::int64_t>(tableBytes.value);
    }
};

/// What `count` huge pages would do to a machine of `memory` bytes whose vmemmap is mapped as arm64 maps it at boot: by blocks with 4K pages,
/// by pages otherwise. `dialect` spells the rows. Fails with BadArgument when the size is not eligible, or so many do not fit.
Result<HvoPlan> planHvo(const HvoPlanRequest &request, const Dialect &dialect);

/// One line of the question which size pays.
struct HvoSizeOffer {
    HugePageSize size;
    ByteCount freedEach;
    std::uint64_t count = 0; ///< huge pages of this size in the same memory
    ByteCount freedAll;
};
/// For each size that the geometry has: what it would free for `memory` bytes in huge pages.
std::vector<HvoSizeOffer> offersFor(const PagingGeometry &geometry, ByteCount memory, HvoLayout layout);

} // namespace ptscope
