// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/hvo/stripes.h"
#include "core/simulate/simulation.h"

namespace ptscope {

/// What HVO does to the vmemmap (mm/hugetlb_vmemmap.c, 5.14 to 7.3; reference/kernel-mechanisms.md, part 4): of each huge page
/// the first vmemmap page stays writable (the first two in 5.14 to 5.17), the others become read-only; a vmemmap block that
/// holds a part of it is split into a table of pages first. arm64 offers HVO from 5.19 to 6.2; later kernels do not select it
/// because live entries change their output address without break-before-make.
struct HvoRequest {
    std::vector<HugePageVmemmap> hugePages; ///< to optimise; ascending, disjoint
    HvoLayout layout = HvoLayout::KeepsOne;
    std::vector<AddrRange>
        splitOnly; ///< vmemmap blocks that are split without a stripe: scars of huge pages given back
    std::vector<HugePageVmemmap> giveBack; ///< optimised in the dump, and given back before anything else
};

/// Fails with BadArgument when a range is no mapped vmemmap, is optimised already, overlaps another, or is of a size that
/// is not eligible.
Result<SimulationResult> simulateHvo(const Snapshot &snapshot, HvoRequest request);

/// Gives huge pages back: their vmemmap is writable again, split blocks stay split (hugetlb_vmemmap_restore). Without sizes
/// all that are found.
Result<SimulationResult> simulateHvoRestore(const Snapshot &snapshot, const std::vector<HugePageSize> &sizes);

/// The places of the huge pages of `sizes` in another dump of the same geometry, moved along when its vmemmap stands elsewhere,
/// without those that are optimised already; the blocks split there without a stripe; and to give back what is optimised here alone.
Result<HvoRequest> hvoAsIn(const Snapshot &snapshot, const Snapshot &other, const std::vector<HugePageSize> &sizes);

/// The first `count` places for huge pages of `size` that are free of stripes, from the lowest struct page up. Fewer when no more fit.
/// `allowed`: vmemmap ranges, ascending, in which they must lie; null: anywhere.
Result<HvoRequest> hvoWhereFitting(const Snapshot &snapshot, const HugePageSize &size, std::uint64_t count,
                                   const std::vector<AddrRange> *allowed = nullptr);

/// How many of those places there are.
std::uint64_t hvoRoomFor(const Snapshot &snapshot, const HugePageSize &size, const std::vector<AddrRange> *allowed = nullptr);

/// Huge pages of `size` whose vmemmap are exactly `ranges` (inclusive last), each a multiple of one.
Result<HvoRequest> hvoAt(const Snapshot &snapshot, const HugePageSize &size, const std::vector<AddrRange> &ranges);

} // namespace ptscope
