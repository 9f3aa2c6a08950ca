// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/stat/span_facts.h"
#include "tests/support/random_dump.h"

namespace ptscope {
namespace {

using namespace test;

SnapshotPtr smallDump()
{
    return SnapshotBuilder()
        .leaf(16 * kib, Level::Pte)
        .hole(2 * mib - 16 * kib, Level::Pte)
        .leaf(4 * mib, Level::Pmd, kernelData({Attr::Block}))
        .leaf(64 * kib, Level::Pte, kernelData({Attr::Contiguous}))
        .build();
}

TEST(SpanFacts, CountsWhatLiesBetween)
{
    const SnapshotPtr dump = smallDump();
    const VirtAddr start = dump->range().first;
    const SpanFacts all = spanBetween(*dump, start, start + ByteCount{6 * mib + 64 * kib});
    EXPECT_EQ(all.bytes.value, 6 * mib + 64 * kib);
    EXPECT_EQ(all.pages, (6 * mib + 64 * kib) / (4 * kib));
    EXPECT_EQ(all.mappedBytes, 16 * kib + 4 * mib + 64 * kib);
    EXPECT_EQ(all.entries, 4U + 2U + 16U);
    EXPECT_EQ(all.tables[number(Level::Pte)], 2U);
    EXPECT_EQ(all.tables[number(Level::Pmd)], 1U);
    EXPECT_FALSE(all.backwards);
    const SpanFacts part = spanBetween(*dump, start + ByteCount{4 * mib}, start + ByteCount{8 * kib});
    EXPECT_TRUE(part.backwards);
    EXPECT_EQ(part.mappedBytes, 8 * kib + 2 * mib);
    EXPECT_EQ(part.entries, 2U + 1U);
}

TEST(SpanFacts, NothingLiesBetweenAPlaceAndItself)
{
    const SnapshotPtr dump = smallDump();
    const SpanFacts none = spanBetween(*dump, dump->range().first, dump->range().first);
    EXPECT_EQ(none.bytes.value, 0U);
    EXPECT_EQ(none.allTables, 0U);
}

RC_GTEST_PROP(SpanFacts, TheOrderOfThePlacesTurnsTheSignOnly, ())
{
    const SnapshotPtr dump = anyDump(anyGeometry());
    RC_PRE(!dump->extents().empty());
    const std::uint64_t size = dump->range().size().value;
    const VirtAddr a{dump->range().first.value + (size == 0 ? 0 : *rc::gen::inRange<std::uint64_t>(0, size))};
    const VirtAddr b{dump->range().first.value + (size == 0 ? 0 : *rc::gen::inRange<std::uint64_t>(0, size))};
    const SpanFacts there = spanBetween(*dump, a, b);
    const SpanFacts back = spanBetween(*dump, b, a);
    RC_ASSERT(there.bytes == back.bytes && there.pages == back.pages && there.entries == back.entries);
    RC_ASSERT(there.tables == back.tables && there.mappedBytes <= there.bytes.value);
    RC_ASSERT(there.backwards == (b < a));
}

} // namespace
} // namespace ptscope
