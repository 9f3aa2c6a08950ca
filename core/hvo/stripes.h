// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/hvo/huge_page_size.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// The vmemmap of one huge page.
struct HugePageVmemmap {
    AddrRange range;
    HugePageSize size;
    bool operator==(const HugePageVmemmap &other) const { return range == other.range; }
};

enum class StripeBreakKind : std::uint8_t {
    LoneStripe,   ///< read-only pages that are no whole tail of any huge page
    ReadOnlyHead, ///< read-only where the first page of a huge page would be, or no page in front of a tail
    WritableTail, ///< writable pages within the tail of one huge page; the range is that of the huge page
};

struct StripeBreak {
    StripeBreakKind kind = StripeBreakKind::LoneStripe;
    AddrRange range;
};

/// All huge pages of one size.
struct StripeCount {
    HugePageSize size;
    std::uint64_t count = 0;
    ByteCount saved;
};

/// What HVO left in the vmemmap: each huge page keeps its first page (or two) writable, the others map one page read-only
/// (reference/kernel-mechanisms.md, 4.1).
struct Stripes {
    HvoLayout layout = HvoLayout::KeepsOne;
    std::vector<HugePageVmemmap> hugePages; ///< ascending
    std::vector<StripeCount> counts;        ///< by size, smallest first; only sizes that occur
    std::vector<StripeBreak> breaks;
    std::uint64_t splitTables = 0; ///< tables that stand where the vmemmap of the stripes could be blocks
    ByteCount saved;               ///< pages given back, tables not subtracted

    bool empty() const { return counts.empty() && breaks.empty(); }
};

/// Null where the dump shows no vmemmap.
const Region *vmemmapOf(const Snapshot &snapshot);

enum class StripeDetail : std::uint8_t {
    All,
    Counts, ///< `hugePages` stays empty: all other figures without a list that grows with the dump
};

/// Each read-only run in vmemmap is the tail of one huge page: heads stay writable between them, so the length of the run
/// gives the size. Runs that fit none are breaks. O(rows of vmemmap).
Stripes findStripes(const Snapshot &snapshot, StripeDetail detail = StripeDetail::All);

} // namespace ptscope
