// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/series/moment_order.h"
#include "core/series/range_history.h"
#include "core/series/series.h"
#include "core/simulate/snapshot_edit.h"
#include "tests/support/printed.h"
#include "tests/support/random_dump.h"

namespace ptscope {
namespace {

using namespace test;

SeriesPtr seriesOf(const std::vector<SnapshotPtr> &snapshots)
{
    SeriesBuilder builder;
    for (const SnapshotPtr &snapshot : snapshots) {
        EXPECT_TRUE(builder.add(*snapshot).has_value());
    }
    return builder.take();
}

/// A few ranges mapped anew, or another dump altogether, or the same again.
SnapshotPtr edited(const SnapshotPtr &before)
{
    switch (*rc::gen::inRange(0, 8)) {
    case 0:
        return before;
    case 1:
        return anyDump(before->geometry());
    default:
        break;
    }
    if (before->extents().empty()) {
        return before;
    }
    SnapshotEdit edit(*before);
    const int edits = *rc::gen::inRange(1, 6);
    for (int i = 0; i < edits; ++i) {
        const AddrRange range = anyRange(*before);
        const auto id = *rc::gen::arbitrary<bool>() ? edit.idOf(anyAttributes()) : holeAttributes;
        edit.set(range, *rc::gen::element(Level::Pte, Level::Pmd), id);
    }
    return edit.build("edited");
}

std::vector<SnapshotPtr> anyHistory()
{
    std::vector<SnapshotPtr> out{anyDump(anyGeometry())};
    const int steps = *rc::gen::inRange(0, 12);
    for (int i = 0; i < steps; ++i) {
        out.push_back(edited(out.back()));
    }
    return out;
}

std::vector<std::uint32_t> linesOf(const Snapshot &snapshot)
{
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = 0; i < snapshot.extents().size(); ++i) {
        out.push_back(snapshot.extents().line({i}));
    }
    return out;
}

RC_GTEST_PROP(Series, GivesEverySnapshotBackAsItWas, ())
{
    const std::vector<SnapshotPtr> history = anyHistory();
    const SeriesPtr series = seriesOf(history);
    RC_ASSERT(series->size() == history.size());
    for (MomentIndex i = 0; i < series->size(); ++i) {
        const SnapshotPtr snapshot = series->snapshot(i);
        RC_ASSERT(printedText(*snapshot) == printedText(*history[i]));
        RC_ASSERT(linesOf(*snapshot) == linesOf(*history[i]));
        RC_ASSERT(snapshot->source().label == history[i]->source().label);
        RC_ASSERT(statisticsOf(*snapshot).total.mappedBytes == series->at(i).figures.mappedBytes);
    }
}

RC_GTEST_PROP(Series, TheFirstChangeOfARangeIsWhereItsMappingFirstDiffers, ())
{
    const std::vector<SnapshotPtr> history = anyHistory();
    RC_PRE(!history.front()->extents().empty());
    const SeriesPtr series = seriesOf(history);
    const AddrRange range = anyRange(*history.front());
    std::optional<MomentIndex> expected;
    for (MomentIndex i = 1; i < series->size() && !expected; ++i) {
        const Diff diff = diffOf(history[i - 1], history[i]).value();
        RC_PRE(diff.alignment.moved.empty());
        for (ChangeIndex c = 0; c < diff.changes.size() && !expected; ++c) {
            if (diff.changes.range(c).overlaps(range)) {
                expected = i;
            }
        }
    }
    const auto found = firstChangeOf(*series, {range, 0, true});
    RC_ASSERT(found.has_value() == expected.has_value());
    RC_ASSERT((!found || found->moment == *expected)); // RC_ASSERT alone does not short-circuit
    const auto all = changesOf(*series, {range, 0, true});
    RC_ASSERT(all.empty() == !found.has_value());
    RC_ASSERT((all.empty() || all.front().moment == found->moment));
}

SnapshotBuilder area(bool readOnly)
{
    SnapshotBuilder dump;
    dump.marker("vmemmap start").leaf(64 * kib, Level::Pte);
    dump.leaf(32 * kib, Level::Pte, readOnly ? kernelData({Attr::ReadOnly}) : kernelData());
    dump.leaf(32 * kib, Level::Pte, kernelText());
    return dump;
}

TEST(Series, TellsWhenARangeChangedAndWhenItChangedBack)
{
    const SeriesPtr series =
        seriesOf({area(false).build(), area(false).build(), area(true).build(), area(true).build(), area(false).build()});
    const VirtAddr base = PagingGeometry().kernelBase();
    const AddrRange changed = AddrRange::fromSize(base + ByteCount{68 * kib}, {4 * kib});
    const auto all = changesOf(*series, {changed, 0, true});
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].moment, 2U);
    EXPECT_TRUE(all[0].kinds.is(ChangeKind::Permission));
    EXPECT_TRUE(all[0].meaning);
    EXPECT_EQ(all[1].moment, 4U);
    EXPECT_FALSE(firstChangeOf(*series, {AddrRange::fromSize(base, {64 * kib}), 0, true}).has_value());
    EXPECT_EQ(series->at(2).meaning, 1U);
    EXPECT_EQ(series->at(1).meaning, 0U);
}

TEST(Series, ChurnCountsOnlyWhenAsked)
{
    const auto dump = [](bool stack) {
        SnapshotBuilder builder;
        builder.marker("vmalloc() area").hole(16 * kib, Level::Pte);
        stack ? builder.leaf(16 * kib, Level::Pte) : builder.hole(16 * kib, Level::Pte);
        return builder.hole(16 * kib, Level::Pte).build();
    };
    const SeriesPtr series = seriesOf({dump(false), dump(true)});
    const AddrRange all = series->snapshot(0)->range();
    EXPECT_TRUE(firstChangeOf(*series, {all, 0, true}).has_value());
    EXPECT_FALSE(firstChangeOf(*series, {all, 0, false}).has_value());
}

TEST(Series, RefusesAnotherGeometryAndGoesOn)
{
    SeriesBuilder builder;
    ASSERT_TRUE(builder.add(*area(false).build()).has_value());
    SnapshotBuilder other(PagingGeometry::make(Granule::Page64K, 52).value());
    const auto refused = builder.add(*other.leaf(64 * kib, Level::Pte).build());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::InconsistentGeometry);
    EXPECT_NE(refused.error().detail.find("64K pages, 52 bits"), std::string::npos);
    ASSERT_TRUE(builder.add(*area(true).build()).has_value());
    EXPECT_EQ(builder.take()->size(), 2U);
}

TEST(Series, NothingComesOfNothing)
{
    EXPECT_EQ(SeriesBuilder().take(), nullptr);
}

/// Kernel stacks that come and go in a vmalloc area of many rows.
SnapshotPtr crowd(int moment)
{
    SnapshotBuilder dump;
    dump.marker("vmalloc() area");
    for (int i = 0; i < 20'000; ++i) {
        dump.leaf(16 * kib, Level::Pte, i % 5000 == moment ? kernelText() : kernelData()).hole(16 * kib, Level::Pte);
    }
    return dump.build();
}

TEST(Series, HundredSnapshotsCostLittleMoreThanOne)
{
    SeriesBuilder builder;
    for (int moment = 0; moment < 100; ++moment) {
        ASSERT_TRUE(builder.add(*crowd(moment)).has_value());
    }
    const SeriesPtr series = builder.take();
    EXPECT_LT(series->memoryBytes(), crowd(0)->extents().memoryBytes() * 3 / 2);
    EXPECT_EQ(printedText(*series->snapshot(99)), printedText(*crowd(99)));
    EXPECT_EQ(printedText(*series->snapshot(50)), printedText(*crowd(50)));
}

TEST(MomentOrder, NumbersInNamesCountAsNumbers)
{
    EXPECT_TRUE(naturallyLess("s.2", "s.10"));
    EXPECT_TRUE(naturallyLess("s.002", "s.10"));
    EXPECT_FALSE(naturallyLess("s.10", "s.2"));
    EXPECT_TRUE(naturallyLess("s", "s.1"));
    EXPECT_TRUE(naturallyLess("a9b1", "a9b2"));
    EXPECT_TRUE(naturallyLess("01", "1")); // the same number: told apart, so that the order is one
    EXPECT_FALSE(naturallyLess("1", "01"));
    EXPECT_FALSE(naturallyLess("", ""));
    EXPECT_TRUE(naturallyLess("20261121T093000", "99999999999999999999999999999999"));
}

TEST(MomentOrder, TimeCountsWhenEveryOneTellsIt)
{
    std::vector<std::size_t> order;
    EXPECT_EQ(orderInTime({{"b", "2026-11-21T10:00:00Z"}, {"a", "2026-11-21T11:00:00Z"}}, order), OrderedBy::CaptureTime);
    EXPECT_EQ(order, (std::vector<std::size_t>{0, 1}));
    EXPECT_EQ(orderInTime({{"b", "2026-11-21T10:00:00Z"}, {"a", ""}}, order), OrderedBy::Name);
    EXPECT_EQ(order, (std::vector<std::size_t>{1, 0}));
}

RC_GTEST_PROP(MomentOrder, IsAStrictOrder, (const std::vector<std::string> &names))
{
    for (const std::string &a : names) {
        RC_ASSERT(!naturallyLess(a, a));
        for (const std::string &b : names) {
            RC_ASSERT((a == b || naturallyLess(a, b) != naturallyLess(b, a)));
            for (const std::string &c : names) {
                RC_ASSERT((!(naturallyLess(a, b) && naturallyLess(b, c)) || naturallyLess(a, c)));
            }
        }
    }
}

} // namespace
} // namespace ptscope
