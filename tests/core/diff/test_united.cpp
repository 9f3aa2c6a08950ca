// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/diff/change_tally.h"
#include "core/diff/comparison.h"
#include "core/diff/united.h"
#include "tests/support/random_dump.h"

namespace ptscope {
namespace {

using namespace test;

std::pair<SnapshotPtr, SnapshotPtr> anyPair()
{
    const PagingGeometry geometry = anyGeometry();
    return {anyDump(geometry), anyDump(geometry)};
}

std::optional<RowIndex> mappedRow(const Snapshot &snapshot, VirtAddr address)
{
    const auto row = snapshot.extents().find(address);
    return row && !snapshot.extents().attributes(*row).isHole() ? row : std::nullopt;
}

RC_GTEST_PROP(United, RowsAreAscendingAndMapWhatEitherMaps, ())
{
    const auto [a, b] = anyPair();
    const Diff diff = diffOf(a, b, {AlignBy::Address, true, false}).value();
    const SnapshotPtr united = unitedRows(diff);
    const ExtentTable &rows = united->extents();
    for (std::uint32_t i = 1; i < rows.size(); ++i) {
        RC_ASSERT(rows.last({i - 1}) < rows.first({i}));
    }
    for (const Snapshot *side : {a.get(), b.get()}) {
        for (std::uint32_t i = 0; i < side->extents().size(); ++i) {
            const VirtAddr first = side->extents().first({i});
            const bool either = mappedRow(*a, first) || mappedRow(*b, first);
            RC_ASSERT(mappedRow(*united, first).has_value() == either);
        }
    }
}

RC_GTEST_PROP(United, WithinAMappedRowNeitherSideChanges, ())
{
    const auto [a, b] = anyPair();
    const Diff diff = diffOf(a, b).value();
    const SnapshotPtr united = unitedRows(diff);
    const std::vector<Lane> lanes = axisLanes(diff.alignment);
    for (std::uint32_t i = 0; i < united->extents().size(); ++i) {
        if (united->extents().attributes({i}).isHole()) {
            continue;
        }
        const AddrRange range = united->extents().range({i});
        const auto lane = std::find_if(lanes.begin(), lanes.end(), [&](const Lane &l) { return l.range.contains(range); });
        RC_ASSERT(lane != lanes.end());
        RC_ASSERT(!lane->inBefore || a->extents().find({range.first.value - lane->shift})
                  == a->extents().find({range.last.value - lane->shift}));
        RC_ASSERT(b->extents().find(range.first) == b->extents().find(range.last));
    }
}

ChangeTable anyChanges()
{
    ChangeTable changes;
    std::uint64_t at = 0;
    const int count = *rc::gen::inRange(0, 400);
    for (int i = 0; i < count; ++i) {
        at += 4096 * *rc::gen::inRange<std::uint64_t>(0, 3);
        const std::uint64_t size = 4096 * *rc::gen::inRange<std::uint64_t>(1, 5);
        ChangeKinds kinds;
        kinds.add(*rc::gen::elementOf(allChangeKinds));
        kinds.add(*rc::gen::elementOf(allChangeKinds));
        changes.append({AddrRange::fromSize({at}, {size}), 0, {}, {}, kinds, *rc::gen::arbitrary<bool>()});
        at += size;
    }
    return changes;
}

RC_GTEST_PROP(ChangeTally, CountsWhatARangeTouches, ())
{
    const ChangeTable changes = anyChanges();
    const ChangeTally tally(changes);
    const std::uint64_t first = 4096 * *rc::gen::inRange<std::uint64_t>(0, 2400) + *rc::gen::element<std::uint64_t>(0, 1, 4095);
    const AddrRange range{{first}, {first + *rc::gen::inRange<std::uint64_t>(0, 9000000)}};
    ChangeCounts slow;
    for (ChangeIndex i = 0; i < changes.size(); ++i) {
        if (changes.range(i).overlaps(range)) {
            const auto kind = static_cast<std::size_t>(leadingKind(changes.kinds(i)));
            ++(changes.isChurn(i) ? slow.churn : slow.meaning)[kind];
        }
    }
    RC_ASSERT(tally.in(range) == slow);
    RC_ASSERT(tally.in({{0}, {~std::uint64_t{0}}}) == tally.all());
}

TEST(Comparison, TwoGeometriesAreRefusedWithASentence)
{
    const auto large = PagingGeometry::make(Granule::Page64K, 52).value();
    const ComparisonPtr refused = compare(SnapshotBuilder().leaf(2 * mib, Level::Pmd).build(),
                                          SnapshotBuilder(large).leaf(512 * mib, Level::Pmd).build());
    ASSERT_FALSE(refused->diff);
    ASSERT_TRUE(refused->refusal);
    EXPECT_EQ(refused->refusal->detail, "4K pages, 48 bits against 64K pages, 52 bits: addresses cannot be compared");
}

TEST(Comparison, TwoExtractsWithoutACommonAddressAreRefused)
{
    SnapshotBuilder here;
    here.leaf(2 * mib, Level::Pmd);
    SnapshotBuilder there;
    there.at({0xffff800000000000}).leaf(2 * mib, Level::Pmd);
    const ComparisonPtr refused = compare(here.build(), there.build());
    ASSERT_TRUE(refused->refusal);
    EXPECT_FALSE(refused->diff);
}

TEST(Comparison, ADumpAgainstItselfHasNoChange)
{
    const SnapshotPtr dump = SnapshotBuilder().leaf(2 * mib, Level::Pmd).build();
    const ComparisonPtr same = compare(dump, dump);
    ASSERT_TRUE(same->diff);
    EXPECT_TRUE(same->diff->empty());
}

} // namespace
} // namespace ptscope
