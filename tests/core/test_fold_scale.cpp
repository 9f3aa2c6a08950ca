// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/index/fold_scale.h"
#include "core/index/log2_sixteenths.h"
#include "tests/support/random_dump.h"

namespace ptscope {
namespace {

using namespace test;

/// A scale with all that it refers to.
struct Folded {
    explicit Folded(SnapshotPtr s)
        : snapshot(std::move(s)), finder(snapshot->extents()),
          scale(snapshot->extents(), finder, snapshot->geometry().pageShift())
    { }
    SnapshotPtr snapshot;
    RowFinder finder;
    FoldScale scale;
};

std::uint64_t units(const FoldScale &scale, std::uint64_t n)
{
    return n * FoldScale::sixteenths * scale.ordinarySteps();
}

std::uint64_t widthOfRow(const FoldScale &scale, std::uint32_t row)
{
    return FoldScale::Walk(scale, row).rowWidth();
}

TEST(FoldScale, ARunIsOnePlusLog2OfItsPages)
{
    const Folded f(SnapshotBuilder()
                       .leaf(4 * kib, Level::Pte)
                       .leaf(64 * kib, Level::Pte)
                       .leaf(2 * mib, Level::Pmd)
                       .leaf(3 * gib, Level::Pud)
                       .build());
    EXPECT_EQ(widthOfRow(f.scale, 0), units(f.scale, 1));
    EXPECT_EQ(widthOfRow(f.scale, 1), units(f.scale, 5));
    EXPECT_EQ(widthOfRow(f.scale, 2), units(f.scale, 10));
    EXPECT_EQ(widthOfRow(f.scale, 3), units(f.scale, 20) + 9 * std::uint64_t{f.scale.ordinarySteps()})
        << "1 + 18 + log2(3), in whole sixteenths";
    EXPECT_EQ(f.scale.runWidth({64 * kib}), units(f.scale, 5));
}

TEST(FoldScale, PagesAreThoseOfTheGranule)
{
    const Folded f(SnapshotBuilder(PagingGeometry::make(Granule::Page64K, 52).value())
                       .leaf(64 * kib, Level::Pte)
                       .leaf(2 * mib, Level::Pte)
                       .build());
    EXPECT_EQ(widthOfRow(f.scale, 0), units(f.scale, 1));
    EXPECT_EQ(widthOfRow(f.scale, 1), units(f.scale, 6));
}

TEST(FoldScale, HolesAreNarrowAndBreaksAreAlike)
{
    const Folded f(SnapshotBuilder()
                       .leaf(4 * kib, Level::Pte)
                       .hole(4 * kib, Level::Pte)
                       .hole(2 * mib - 8 * kib, Level::Pte)
                       .hole(2 * mib, Level::Pmd)
                       .hole(130560 * gib, Level::Pgd)
                       .build());
    EXPECT_LT(widthOfRow(f.scale, 1), widthOfRow(f.scale, 2));
    EXPECT_LE(widthOfRow(f.scale, 2), units(f.scale, 3));
    EXPECT_GT(widthOfRow(f.scale, 3), units(f.scale, 5));
    EXPECT_EQ(widthOfRow(f.scale, 3), widthOfRow(f.scale, 4));
}

TEST(FoldScale, AGapThatNoRowDescribesIsAHole)
{
    SnapshotBuilder printed;
    printed.leaf(4 * kib, Level::Pte).hole(60 * kib, Level::Pte).leaf(64 * kib, Level::Pte);
    SnapshotBuilder silent;
    silent.leaf(4 * kib, Level::Pte).at(silent.next() + ByteCount{60 * kib}).leaf(64 * kib, Level::Pte);
    const Folded a(printed.build());
    const Folded b(silent.build());
    EXPECT_EQ(a.scale.length(), b.scale.length());
    const AxisPiece gap = b.scale.pieceAt(b.snapshot->range().first + ByteCount{8 * kib});
    EXPECT_TRUE(gap.gap);
    EXPECT_EQ(gap.row, 1U);
    EXPECT_EQ(gap.range.size().value, 60 * kib);
}

TEST(FoldScale, ACrowdLeavesRoomForTheRest)
{
    SnapshotBuilder dump;
    dump.leaf(gib, Level::Pud).hole(gib, Level::Pud);
    for (int i = 0; i < 20000; ++i) {
        dump.leaf(4 * kib, Level::Pte).leaf(28 * kib, Level::Pte, kernelText());
    }
    dump.hole(gib, Level::Pud).leaf(gib, Level::Pud);
    const Folded f(dump.build());
    const std::uint32_t rows = f.snapshot->extents().size();
    EXPECT_EQ(widthOfRow(f.scale, 0), f.scale.runWidth({gib}));
    EXPECT_EQ(widthOfRow(f.scale, rows - 1), f.scale.runWidth({gib}));
    EXPECT_EQ(widthOfRow(f.scale, 1), widthOfRow(f.scale, rows - 2)) << "breaks are not narrowed";
    EXPECT_LT(f.scale.stepsAt(100), f.scale.ordinarySteps());
    EXPECT_LT(f.scale.length(), units(f.scale, 1200));
    EXPECT_GT(widthOfRow(f.scale, 3), 3 * widthOfRow(f.scale, 2)) << "sizes still show within a crowd";
}

TEST(FoldScale, TheEndOfTheAddressSpace)
{
    SnapshotBuilder dump;
    dump.at({~std::uint64_t{0} - 4 * kib * 3 + 1}).leaf(4 * kib, Level::Pte).leaf(8 * kib, Level::Pte);
    const Folded f(dump.build());
    EXPECT_EQ(f.scale.addressAt({f.scale.length()}).value, ~std::uint64_t{0});
    EXPECT_EQ(f.scale.addressAt({~std::uint64_t{0}}).value, ~std::uint64_t{0});
    EXPECT_LT(f.scale.positionOf({~std::uint64_t{0}}).value, f.scale.length());
}

TEST(FoldScale, OneRowOfTheWholeSpace)
{
    Snapshot::Parts parts{{}, AttributePool(testDialect()), {}, {}, {}, {}};
    parts.extents.append({{{0}, {~std::uint64_t{0}}}, Level::Pgd, holeAttributes, 1});
    const Folded f(std::make_shared<const Snapshot>(std::move(parts)));
    EXPECT_GT(f.scale.length(), 0U);
    EXPECT_EQ(f.scale.positionOf({0}).value, 0U);
    EXPECT_LE(f.scale.positionOf({~std::uint64_t{0}}).value, f.scale.length());
}

TEST(Log2Sixteenths, IsExact)
{
    // 16 * log2(n) = log2(n^16), which fits 128 bits for n below 2^8; a power of two more adds 16 exactly.
    for (std::uint64_t n = 1; n < 256; ++n) {
        Uint128 power = n;
        for (int i = 0; i < 4; ++i) {
            power *= power;
        }
        std::uint32_t log2 = 0;
        for (Uint128 rest = power; rest > 1; rest >>= 1U) {
            ++log2;
        }
        EXPECT_EQ(log2Sixteenths(n), log2) << n;
        EXPECT_EQ(log2Sixteenths(n << 50U), log2 + 16 * 50) << n;
    }
    EXPECT_EQ(log2Sixteenths(~std::uint64_t{0}), 16U * 64U - 1U);
}

RC_GTEST_PROP(FoldScaleProperty, EveryRowBeginsWhereTheOneBeforeEnds, ())
{
    const Folded f(anyDumpWithRows());
    std::uint64_t expected = 0;
    for (std::uint32_t row = 0; row < f.snapshot->extents().size(); ++row) {
        const FoldScale::Walk walk(f.scale, row);
        RC_ASSERT(walk.position() == expected);
        RC_ASSERT(walk.rowWidth() > 0U);
        RC_ASSERT((walk.gapWidth() != 0)
                  == (row != 0
                      && f.snapshot->extents().last({row - 1}).value + 1 != f.snapshot->extents().first({row}).value));
        expected = walk.end();
    }
    RC_ASSERT(f.scale.length() == expected);
}

RC_GTEST_PROP(FoldScaleProperty, RowsStartExactlyWhereTheyShould, ())
{
    const Folded f(anyDumpWithRows());
    for (std::uint32_t row = 0; row < f.snapshot->extents().size(); ++row) {
        const VirtAddr first = f.snapshot->extents().first({row});
        const AxisPoint point = f.scale.positionOf(first);
        RC_ASSERT(point == FoldScale::Walk(f.scale, row).rowPiece().begin);
        RC_ASSERT(f.scale.addressAt(point) == first);
        RC_ASSERT(f.scale.pieceAt(point).row == row);
        RC_ASSERT(!f.scale.pieceAt(point).gap);
    }
}

RC_GTEST_PROP(FoldScaleProperty, AddressesAndPositionsAreAnExactPair, ())
{
    const Folded f(anyDumpWithRows());
    const VirtAddr a = anyAddress(*f.snapshot);
    const VirtAddr b = anyAddress(*f.snapshot);
    // Monotone, and no position is passed by the way back: addressAt(p) is the first address at p or behind it.
    RC_ASSERT(a > b || f.scale.positionOf(a) <= f.scale.positionOf(b));
    RC_ASSERT(f.scale.addressAt(f.scale.positionOf(a)) <= a);
    const AxisPoint point{*rc::gen::inRange<std::uint64_t>(0, f.scale.length())};
    const VirtAddr there = f.scale.addressAt(point);
    RC_ASSERT(there == f.snapshot->range().last || f.scale.positionOf(there) >= point);
    RC_ASSERT(there == f.snapshot->range().first || f.scale.positionOf(there - ByteCount{1}) < point);
    RC_ASSERT((a < there) == (f.scale.positionOf(a) < point) || there == f.snapshot->range().last);
}

RC_GTEST_PROP(RowFinderProperty, FindsWhatTheTableFinds, ())
{
    const SnapshotPtr dump = anyDump(anyGeometry());
    const RowFinder finder(dump->extents());
    const VirtAddr address =
        dump->extents().empty() ? VirtAddr{*rc::gen::arbitrary<std::uint64_t>()} : anyAddress(*dump);
    RC_ASSERT(finder.rowFrom(address) == dump->extents().firstRowFrom(address));
    RC_ASSERT(finder.rowFrom({0}) == dump->extents().firstRowFrom({0}));
    RC_ASSERT(finder.rowFrom({~std::uint64_t{0}}) == dump->extents().firstRowFrom({~std::uint64_t{0}}));
}

} // namespace
} // namespace ptscope
