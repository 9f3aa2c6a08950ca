// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/simulate/freed_tables.h"
#include "core/simulate/snapshot_edit.h"
#include "tests/support/random_dump.h"

namespace ptscope {
namespace {

using namespace test;

/// A kernel half of nothing but one empty range.
SnapshotPtr emptyHalf(const PagingGeometry &geometry)
{
    SnapshotBuilder dump(geometry);
    return dump.hole(~dump.next().value + 1, Level::Pgd).build();
}

/// What one call of set() said.
struct Call {
    AddrRange range;
    Level level;
    bool mapped;
};

Call anyCall(const PagingGeometry &geometry)
{
    const Level level = geometry.canonical(*rc::gen::element(Level::Pte, Level::Pte, Level::Pmd, Level::Pud));
    const std::uint64_t span = geometry.span(level).value;
    // All calls within a few tables, so that they overlap, and well inside the half.
    const std::uint64_t half = ~geometry.kernelBase().value + 1;
    const std::uint64_t room = std::min(half / 2, std::uint64_t{4} << geometry.tableShift(Level::Pmd));
    const std::uint64_t first = geometry.kernelBase().value + *rc::gen::inRange<std::uint64_t>(0, room) / span * span;
    const std::uint64_t size = std::min(span * *rc::gen::inRange(1U, 40U), half / 2 / span * span);
    return {AddrRange::fromSize({first}, {size}), level, *rc::gen::arbitrary<bool>()};
}

void expectAsAKernelPrints(const Snapshot &snapshot)
{
    const ExtentTable &rows = snapshot.extents();
    RC_ASSERT(~rows.last({rows.size() - 1}).value == 0U);
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        if (row > 0) {
            RC_ASSERT(rows.last({row - 1}).value + 1 == rows.first({row}).value);
        }
        if (rows.attributes({row}).isHole()) {
            const ByteCount entry = snapshot.geometry().span(rows.level({row}));
            RC_ASSERT(rows.first({row}).isAligned(entry));
            RC_ASSERT((rows.last({row}).value & (entry.value - 1)) == entry.value - 1);
        }
    }
}

RC_GTEST_PROP(SnapshotEdit, TheLatestCallShowsAndHolesAreWholeEntries, ())
{
    const PagingGeometry geometry = anyGeometry();
    const SnapshotPtr dump = emptyHalf(geometry);
    SnapshotEdit edit(*dump);
    const AttributeId data = edit.idOf(kernelData());
    std::vector<Call> calls;
    const int count = *rc::gen::inRange(0, 30);
    for (int i = 0; i < count; ++i) {
        calls.push_back(anyCall(geometry));
        edit.set(calls.back().range, calls.back().level, calls.back().mapped ? data : holeAttributes);
    }
    const SnapshotPtr after = edit.build("calls");
    expectAsAKernelPrints(*after);
    for (const Call &call : calls) {
        for (const VirtAddr at : {call.range.first, call.range.last}) {
            const auto last = std::find_if(calls.rbegin(), calls.rend(), [at](const Call &c) { return c.range.contains(at); });
            const RowIndex row = *after->extents().find(at);
            RC_ASSERT(after->isMapped(row) == last->mapped);
            if (last->mapped) {
                RC_ASSERT(after->extents().level(row) == last->level);
            }
        }
    }
}

/// Unmapping what was just mapped leaves no table: the rows are those of before.
RC_GTEST_PROP(FreedTables, UnmappingEverythingIsTheEmptyHalf, ())
{
    const PagingGeometry geometry = anyGeometry();
    const SnapshotPtr dump = emptyHalf(geometry);
    SnapshotEdit edit(*dump);
    const AttributeId data = edit.idOf(kernelData());
    std::vector<AddrRange> mapped;
    VirtAddr next = geometry.kernelBase();
    const int count = *rc::gen::inRange(1, 20);
    for (int i = 0; i < count; ++i) {
        const ByteCount page = geometry.pageSize();
        mapped.push_back(AddrRange::fromSize(next + page * *rc::gen::inRange(1U, 2000U), page * *rc::gen::inRange(1U, 2000U)));
        next = {mapped.back().last.value + 1};
        edit.set(mapped.back(), Level::Pte, data);
    }
    const SnapshotPtr full = edit.build("mapped");
    SnapshotEdit back(*full);
    unmapWithTables(*full, mapped, {}, back);
    const SnapshotPtr empty = back.build("unmapped");
    RC_ASSERT(empty->extents().size() == 1U);
    RC_ASSERT(empty->extents().level({0}) == Level::Pgd);
    RC_ASSERT(empty->extents().attributes({0}).isHole());
    // What is taken again keeps its tables.
    SnapshotEdit again(*full);
    const std::vector<AddrRange> taken{mapped.front()};
    unmapWithTables(*full, mapped, taken, again);
    again.set(taken.front(), Level::Pte, again.idOf(kernelData()));
    expectAsAKernelPrints(*again.build("taken"));
}

} // namespace
} // namespace ptscope
