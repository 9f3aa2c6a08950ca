// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/index/running_sums.h"
#include "tests/support/random_dump.h"

namespace ptscope {
namespace {

using namespace test;

/// Adds up row after row, without any index.
ClassSums slowSums(const LodIndex &index, AddrRange wanted, Weight weight)
{
    const Snapshot &dump = index.snapshot();
    ClassSums sums;
    const auto amount = [&](const AxisPiece &piece) -> std::uint64_t {
        if (!piece.range.overlaps(wanted)) {
            return 0;
        }
        const AddrRange part = intersection(piece.range, wanted);
        if (weight == Weight::Bytes) {
            return part.size().value;
        }
        const AxisPoint end = part.last == piece.range.last ? piece.end : piece.positionOf(part.last + ByteCount{1});
        return end.value - piece.positionOf(part.first).value;
    };
    for (FoldScale::Walk walk(index.fold(), 0); !walk.atEnd(); walk.advance()) {
        if (walk.gapWidth() != 0) {
            sums.leaf[0] += amount(walk.gapPiece());
            sums.access[0] += amount(walk.gapPiece());
            sums.level[ClassSums::unprinted] += amount(walk.gapPiece());
        }
        const RowIndex row{walk.row()};
        const RowClass rowClass = dump.classOf(row);
        const Attributes &attributes = dump.attributesOf(row);
        const Level level = entryLevel(dump.geometry(), dump.extents().level(row), attributes);
        sums.leaf[static_cast<std::size_t>(rowClass.leaf)] += amount(walk.rowPiece());
        sums.access[static_cast<std::size_t>(rowClass.access)] += amount(walk.rowPiece());
        sums.level[number(level)] += amount(walk.rowPiece());
        sums.user += attributes.valid() && attributes.userAccessible() ? amount(walk.rowPiece()) : 0;
    }
    return sums;
}

TEST(ClassSums, AHoleNeverHidesAMapping)
{
    ClassSums sums;
    EXPECT_EQ(sums.dominantLeaf(), LeafClass::Hole);
    EXPECT_EQ(sums.mask(), ClassMask{});
    sums.leaf[static_cast<std::size_t>(LeafClass::Hole)] = 1000;
    sums.leaf[static_cast<std::size_t>(LeafClass::Page)] = 1;
    sums.access[static_cast<std::size_t>(AccessClass::RwNx)] = 1;
    EXPECT_EQ(sums.dominantLeaf(), LeafClass::Page);
    EXPECT_EQ(sums.dominantAccess(), AccessClass::RwNx);
    EXPECT_TRUE(sums.mask().has(LeafClass::Hole));
    EXPECT_TRUE(sums.mask().has(LeafClass::Page));
    EXPECT_FALSE(sums.mask().has(LeafClass::Block));
    EXPECT_EQ(sums.mask().alerts, 0);
}

TEST(LodIndex, AlertsAreInTheMaskHoweverSmall)
{
    Attributes bad = kernelData();
    bad.set(Attr::PrivilegedNx, false);
    SnapshotBuilder dump;
    dump.leaf(512 * gib, Level::Pgd).leaf(4 * kib, Level::Pte, bad).leaf(4 * kib, Level::Pte, kernelData({Attr::User}));
    dump.leaf(4 * kib, Level::Pte, kernelData({Attr::Invalid})).hole(512 * gib, Level::Pgd);
    const LodIndex index(dump.build());
    for (const Weight weight : {Weight::Bytes, Weight::Fold}) {
        const ClassMask mask = index.sums(index.snapshot().range(), weight).mask();
        EXPECT_TRUE(mask.has(Alert::WritableExecutable));
        EXPECT_TRUE(mask.has(Alert::UserAccessible));
        EXPECT_TRUE(mask.has(Alert::Invalid));
        EXPECT_TRUE(mask.has(AccessClass::RwX));
    }
    const AddrRange giants{index.snapshot().range().first, index.snapshot().extents().last({0})};
    EXPECT_EQ(index.sums(giants, Weight::Bytes).mask().alerts, 0);
}

TEST(LodIndex, AnEmptyDumpSumsToNothing)
{
    const LodIndex index(SnapshotBuilder().build());
    EXPECT_TRUE(index.empty());
    EXPECT_EQ(index.sums({{0}, {~std::uint64_t{0}}}, Weight::Bytes), ClassSums{});
}

TEST(LodIndex, TakesLittleMemory)
{
    SnapshotBuilder dump;
    constexpr std::uint32_t rows = 200'000;
    for (std::uint32_t i = 0; i < rows / 2; ++i) {
        dump.leaf(4 * kib, Level::Pte).leaf(28 * kib, Level::Pte, kernelText());
    }
    const LodIndex index(dump.build());
    EXPECT_LT(index.memoryBytes(), rows * 8) << "and the rows themselves take 23 bytes each";
}

RC_GTEST_PROP(LodIndexProperty, SumsEqualTheSlowProgram, ())
{
    const LodIndex index(anyDumpWithRows());
    const AddrRange range = anyRange(index.snapshot());
    for (const Weight weight : {Weight::Bytes, Weight::Fold}) {
        const ClassSums sums = index.sums(range, weight);
        RC_ASSERT(sums == slowSums(index, range, weight));
        RC_ASSERT(index.sums(index.snapshot().range(), weight) == slowSums(index, index.snapshot().range(), weight));
    }
    RC_ASSERT(index.sums(range, Weight::Bytes).total() == range.size().value);
}

/// Ranges that touch, overlap, leave room or go back.
RC_GTEST_PROP(LodIndexProperty, RunningSumsEqualThoseOfEachRangeAlone, ())
{
    const LodIndex index(anyDumpWithRows());
    const Weight weight = *rc::gen::element(Weight::Bytes, Weight::Fold);
    RunningSums running(index, weight);
    AddrRange range = anyRange(index.snapshot());
    for (int i = 0; i < 8; ++i) {
        RC_ASSERT(running.of(range) == index.sums(range, weight));
        const AddrRange other = anyRange(index.snapshot());
        const bool touches = *rc::gen::arbitrary<bool>() && ~range.last.value != 0;
        const VirtAddr first = touches ? range.last + ByteCount{1} : other.first;
        range = {first, std::max(first, other.last)};
    }
}

RC_GTEST_PROP(LodIndexProperty, ColumnsEqualTheSlowProgramAtAnyZoom, ())
{
    const LodIndex index(anyDumpWithRows());
    const AddrRange range = anyRange(index.snapshot());
    const auto count = *rc::gen::inRange(1U, 200U);
    for (const Weight weight : {Weight::Bytes, Weight::Fold}) {
        const auto columns = index.columns(range, count, weight);
        RC_ASSERT(columns.size() == count);
        RC_ASSERT(columns.front().range.first == range.first);
        RC_ASSERT(columns.back().range.last == range.last);
        ClassSums all;
        VirtAddr next = range.first;
        for (const LodIndex::Column &column : columns) {
            RC_ASSERT(column.sums == slowSums(index, column.range, weight));
            if (column.range.first == next) { // a column narrower than a byte repeats the byte of its neighbour
                next = column.range.last + ByteCount{1};
                all += column.sums;
            }
        }
        if (range.size().value > count * std::uint64_t{64}) {
            RC_ASSERT(weight == Weight::Fold || all == index.sums(range, weight));
        }
    }
}

RC_GTEST_PROP(LodIndexProperty, FoldSumsAreTheAxis, ())
{
    const LodIndex index(anyDumpWithRows());
    const VirtAddr address = anyAddress(index.snapshot());
    RC_ASSERT(index.before(address, Weight::Fold).total() == index.fold().positionOf(address).value);
}

RC_GTEST_PROP(LodIndexProperty, PlacesOnTheFoldedAxisKnowWhatComesBefore, ())
{
    const LodIndex index(anyDumpWithRows());
    const VirtAddr address = anyAddress(index.snapshot());
    const AxisPoint point = index.fold().positionOf(address);
    const LodIndex::FoldPlace place = index.foldPlace(point);
    RC_ASSERT(place.walk.row() == index.fold().walkFrom(point).row());
    RC_ASSERT(place.before == index.before(address, Weight::Fold));
    RC_ASSERT(index.foldPlace({index.fold().length()}).before == index.sums(index.snapshot().range(), Weight::Fold));
}

} // namespace
} // namespace ptscope
