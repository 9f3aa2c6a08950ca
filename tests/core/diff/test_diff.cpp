// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/diff/apply.h"
#include "tests/support/random_dump.h"

namespace ptscope {
namespace {

using namespace test;

/// Rows that tile from the start of the kernel half, as kernels print them.
SnapshotPtr anyTiledDump(const PagingGeometry &geometry, int rows)
{
    SnapshotBuilder dump(geometry);
    dump.marker("vmalloc() area");
    for (int i = 0; i < rows; ++i) {
        const std::uint64_t size = geometry.pageSize().value * *rc::gen::inRange(1U, 40U);
        *rc::gen::arbitrary<bool>() ? dump.leaf(size, Level::Pte, anyAttributes())
                                    : dump.hole(size, *rc::gen::element(Level::Pte, Level::Pmd));
    }
    return dump.build();
}

std::vector<std::tuple<std::uint64_t, std::uint64_t, Level, std::string>> rowsOf(const Snapshot &snapshot)
{
    std::vector<std::tuple<std::uint64_t, std::uint64_t, Level, std::string>> out;
    for (std::uint32_t i = 0; i < snapshot.extents().size(); ++i) {
        const Extent row = snapshot.extents().at({i});
        out.emplace_back(row.range.first.value, row.range.last.value, row.level,
                         snapshot.attributes().words(row.attributes));
    }
    return out;
}

RC_GTEST_PROP(Diff, AppliedGivesTheOtherWhereBothSpeak, ())
{
    const PagingGeometry geometry = anyGeometry();
    const int rows = *rc::gen::inRange(1, 60);
    const SnapshotPtr a = anyTiledDump(geometry, rows);
    const SnapshotPtr b = anyTiledDump(geometry, rows);
    const Diff diff = diffOf(a, b, {AlignBy::Address, true, false}).value();
    const auto got = rowsOf(*apply(diff, *a));
    const auto want = rowsOf(*joined(*b));
    // The shorter of the two says nothing about what lies behind it.
    const std::uint64_t end = std::min(a->range().last.value, b->range().last.value);
    for (std::size_t i = 0; i < want.size() && std::get<1>(want[i]) <= end; ++i) {
        RC_ASSERT(i < got.size());
        RC_ASSERT(std::get<0>(got[i]) == std::get<0>(want[i]));
        RC_ASSERT(std::get<3>(got[i]) == std::get<3>(want[i]));
        RC_ASSERT(std::get<2>(got[i]) == std::get<2>(want[i]));
    }
}

RC_GTEST_PROP(Diff, ChangesAreDisjointAscendingAndOfSomeKind, ())
{
    const PagingGeometry geometry = anyGeometry();
    const Diff diff = diffOf(anyTiledDump(geometry, 40), anyTiledDump(geometry, 40)).value();
    for (ChangeIndex i = 0; i < diff.changes.size(); ++i) {
        RC_ASSERT(!diff.changes.kinds(i).empty());
        RC_ASSERT(diff.changes.range(i).first <= diff.changes.range(i).last);
        if (i > 0 && diff.alignment.moved.empty()) {
            RC_ASSERT(diff.changes.range(i - 1).last < diff.changes.range(i).first);
        }
    }
}

TEST(Diff, SplitAndPermissionOfOneBlock)
{
    SnapshotBuilder before;
    before.marker("vmemmap start").leaf(2 * mib, Level::Pmd, kernelData({Attr::Block}));
    SnapshotBuilder after;
    after.marker("vmemmap start")
        .leaf(4 * kib, Level::Pte)
        .leaf(28 * kib, Level::Pte, kernelData({Attr::ReadOnly}))
        .leaf(2 * mib - 32 * kib, Level::Pte);
    const Diff diff = diffOf(before.build(), after.build()).value();
    ASSERT_EQ(diff.changes.size(), 3U);
    EXPECT_TRUE(diff.changes.kinds(0).is(ChangeKind::Split));
    EXPECT_TRUE(diff.changes.kinds(1).has(ChangeKind::Split));
    EXPECT_TRUE(diff.changes.kinds(1).has(ChangeKind::Permission));
    EXPECT_EQ(diff.changes.range(1).size().value, 28 * kib);
    EXPECT_EQ(regionNameOf(diff, 1), "vmemmap");
}

TEST(Diff, AnIslandThatMovedIsPairedOnceWithItsEqual)
{
    const auto dump = [](std::uint64_t gap) {
        SnapshotBuilder builder;
        builder.marker("vmalloc() area")
            .hole(gap, Level::Pte)
            .leaf(512 * kib, Level::Pte)
            .hole(4 * mib - gap, Level::Pte);
        return builder.build();
    };
    const Diff diff = diffOf(dump(4 * kib), dump(2 * mib)).value();
    ASSERT_EQ(diff.changes.size(), 2U);
    EXPECT_TRUE(diff.changes.kinds(0).has(ChangeKind::Moved));
    EXPECT_EQ(diff.changes.partner(0), 1U);
    EXPECT_EQ(diff.changes.partner(1), 0U);
    EXPECT_FALSE(diff.changes.isChurn(0)); // too large for a stack
}

TEST(Diff, StacksAreChurnWithTheRuleAndMeaningWithout)
{
    const auto dump = [](bool stack) {
        SnapshotBuilder builder;
        builder.marker("vmalloc() area").hole(16 * kib, Level::Pte);
        stack ? builder.leaf(16 * kib, Level::Pte) : builder.hole(16 * kib, Level::Pte);
        return builder.hole(16 * kib, Level::Pte).build();
    };
    EXPECT_EQ(diffOf(dump(false), dump(true)).value().meaningCount(), 0U);
    EXPECT_EQ(diffOf(dump(false), dump(true), {AlignBy::Detect, false, false}).value().meaningCount(), 1U);
}

TEST(Diff, WhatACutTextDoesNotMentionIsNotUnmapped)
{
    SnapshotBuilder whole;
    whole.leaf(64 * kib, Level::Pte).hole(64 * kib, Level::Pte).leaf(64 * kib, Level::Pte, kernelText());
    SnapshotBuilder cut;
    cut.leaf(64 * kib, Level::Pte);
    const Diff diff = diffOf(whole.build(), cut.build()).value();
    EXPECT_TRUE(diff.changes.empty());
    EXPECT_EQ(diff.uncompared.value, 64 * kib);
}

} // namespace
} // namespace ptscope
