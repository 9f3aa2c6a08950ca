// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/stat/advice.h"
#include "tests/support/snapshot_builder.h"

namespace ptscope {
namespace {

using namespace test;

constexpr VirtAddr vmalloc{0xffff800008000000};

std::string adviceOn(const SnapshotPtr &dump, std::uint32_t row = 0)
{
    return adviceText(*dump, {row}, adviceFor(*dump, {row}));
}

TEST(Advice, ContiguousKernelTextIsAtItsBest)
{
    const SnapshotPtr dump = SnapshotBuilder()
                                 .at(vmalloc + ByteCount{64 * kib})
                                 .leaf(3648 * kib, Level::Pte, kernelText({Attr::Contiguous}))
                                 .build();
    const Advice advice = adviceFor(*dump, {0});
    EXPECT_EQ(advice.tlbNow, 57U);
    EXPECT_FALSE(advice.couldBeBetter());
    EXPECT_EQ(adviceOn(dump),
              "No aligned 2M lies in the run: it begins 64K behind a 2M border. A 2M block is impossible; "
              "contiguous is the best.");
}

TEST(Advice, PagesBehindAGuardPageAreMisaligned)
{
    const SnapshotPtr dump = SnapshotBuilder()
                                 .at(vmalloc)
                                 .leaf(64 * kib, Level::Pte)
                                 .hole(4 * kib, Level::Pte)
                                 .leaf(64 * kib, Level::Pte)
                                 .build();
    EXPECT_EQ(adviceOn(dump, 2),
              "No aligned 64K lies in the run: it begins 4K behind a 64K border, right behind its "
              "neighbour's guard page. A 64K contiguous group is impossible.");
}

TEST(Advice, PagesThatCouldBeBlocks)
{
    const SnapshotPtr dump = SnapshotBuilder().at(vmalloc).leaf(8 * mib + 68 * kib, Level::Pte).build();
    const Advice advice = adviceFor(*dump, {0});
    ASSERT_EQ(advice.larger.size(), 4U);
    EXPECT_EQ(leafName(advice.larger[0]), "64K contiguous group");
    EXPECT_EQ(advice.larger[0].fitting, 129U);
    EXPECT_EQ(leafName(advice.larger[1]), "2M block");
    EXPECT_EQ(advice.larger[1].fitting, 4U);
    EXPECT_EQ(advice.larger[2].fitting, 0U);
    EXPECT_EQ(advice.tlbNow, 2048U + 17U);
    EXPECT_EQ(advice.tlbAtBest, 4U + 1U + 1U);
    EXPECT_TRUE(adviceOn(dump).starts_with(
        "By its addresses 4 aligned 2M blocks would fit, then 6 TLB entries instead of 2065."));
}

TEST(Advice, SmallRunsAndLargestLeaves)
{
    const SnapshotPtr dump =
        SnapshotBuilder().leaf(gib, Level::Pud, kernelData({Attr::Block})).leaf(16 * kib, Level::Pte).build();
    EXPECT_EQ(adviceOn(dump, 0), "Linux maps nothing larger than 1G with this page size.");
    EXPECT_EQ(adviceOn(dump, 1), "The run is smaller than a 64K contiguous group.");
}

TEST(Advice, LeavesFollowTheGeometry)
{
    const PagingGeometry g16 = PagingGeometry::make(Granule::Page16K, 47).value();
    const SnapshotPtr dump = SnapshotBuilder(g16).leaf(gib, Level::Pte).build();
    const Advice advice = adviceFor(*dump, {0});
    ASSERT_EQ(advice.larger.size(), 3U) << "2M groups, 32M blocks, 1G groups: no PUD blocks with 16K pages";
    EXPECT_EQ(leafName(advice.larger[2]), "1G contiguous group");
    EXPECT_EQ(advice.tlbAtBest, 1U);
}

TEST(Advice, TheTopOfTheSpaceDoesNotOverflow)
{
    const SnapshotPtr dump = SnapshotBuilder().at({~std::uint64_t{0} - 4 * mib + 1}).leaf(4 * mib, Level::Pte).build();
    EXPECT_EQ(adviceFor(*dump, {0}).tlbAtBest, 2U);
}

TEST(Advice, GroupsOfOneTable)
{
    const SnapshotPtr dump = SnapshotBuilder()
                                 .at(vmalloc)
                                 .leaf(64 * kib, Level::Pte, kernelData({Attr::Contiguous}))
                                 .hole(4 * kib, Level::Pte)
                                 .leaf(64 * kib, Level::Pte)
                                 .hole(4 * kib, Level::Pte)
                                 .leaf(120 * kib, Level::Pte)
                                 .hole(8 * kib, Level::Pte)
                                 .leaf(128 * kib, Level::Pte)
                                 .leaf(16 * kib, Level::Pte, kernelText())
                                 .build();
    const GroupAdvice advice = groupAdviceFor(*dump, {Level::Pte, vmalloc});
    EXPECT_EQ(advice.group, ByteCount{64 * kib});
    EXPECT_EQ(advice.runs, 3U);
    EXPECT_EQ(advice.misaligned, 1U) << "the others hold an aligned 64K, so only the kernel knows why it did not group";
    EXPECT_EQ(advice.behindGuards, 1U);
    EXPECT_EQ(groupAdviceFor(*dump, {Level::Pud, {0xffff800000000000}}).group, ByteCount{0});
}

TEST(RowCost, OfContiguousText)
{
    const SnapshotPtr dump = SnapshotBuilder()
                                 .at(vmalloc + ByteCount{64 * kib})
                                 .leaf(3648 * kib, Level::Pte, kernelText({Attr::Contiguous}))
                                 .hole(512 * kib, Level::Pte)
                                 .build();
    const RowCost cost = costOf(*dump, {0});
    EXPECT_EQ(cost.entries, 912U);
    EXPECT_EQ(cost.tables, 2U);
    EXPECT_EQ(cost.tableBytes, ByteCount{8 * kib});
    EXPECT_EQ(cost.tlbEntries, 57U);
    EXPECT_EQ(cost.tlbWithoutGroups, 912U);
    EXPECT_EQ(costOf(*dump, {1}).tlbEntries, 0U) << "a hole costs table entries, not TLB entries";
    EXPECT_EQ(costOf(*dump, {1}).entries, 128U);
}

/// Covers the run page by page, taking at each page the largest aligned unit that still fits.
std::uint64_t slowFewestLeaves(AddrRange range, const Advice &advice)
{
    std::uint64_t leaves = 0;
    for (VirtAddr at = range.first; at <= range.last && at >= range.first;) {
        ByteCount unit = advice.leaf;
        for (const LargerLeaf &leaf : advice.larger) {
            const bool fits = at.isAligned(leaf.unit) && range.last.value - at.value + 1 >= leaf.unit.value;
            unit = fits && leaf.unit > unit ? leaf.unit : unit;
        }
        at = at + unit;
        ++leaves;
    }
    return leaves;
}

RC_GTEST_PROP(AdviceProperty, FewestLeavesEqualAGreedyWalk, ())
{
    const PagingGeometry geometry =
        PagingGeometry::make(*rc::gen::element(Granule::Page4K, Granule::Page16K), 47).value();
    const std::uint64_t page = geometry.pageSize().value;
    const std::uint64_t first = *rc::gen::inRange<std::uint64_t>(0, 20000) * page;
    const std::uint64_t size = *rc::gen::inRange<std::uint64_t>(1, 40000) * page;
    const SnapshotPtr dump =
        SnapshotBuilder(geometry).at(geometry.kernelBase() + ByteCount{first}).leaf(size, Level::Pte).build();
    const Advice advice = adviceFor(*dump, {0});
    RC_ASSERT(advice.tlbAtBest == slowFewestLeaves(dump->extents().range({0}), advice));
    RC_ASSERT(advice.tlbAtBest <= advice.tlbNow);
}

} // namespace
} // namespace ptscope
