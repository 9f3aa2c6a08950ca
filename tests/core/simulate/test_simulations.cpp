// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/simulate/hvo.h"
#include "core/simulate/leaf_cutter.h"
#include "core/simulate/leaf_splitter.h"
#include "core/simulate/linear_map.h"
#include "core/simulate/set_memory.h"
#include "tests/support/random_dump.h"

namespace ptscope {
namespace {

using namespace test;

Attributes vmemmapBlock()
{
    return kernelData({Attr::Block});
}

/// `bytes` of vmemmap as the kernel maps it: blocks with 4K pages, pages otherwise.
SnapshotPtr vmemmap(const PagingGeometry &geometry, std::uint64_t bytes)
{
    SnapshotBuilder dump(geometry);
    const bool blocks = geometry.granule() == Granule::Page4K;
    dump.marker("vmemmap start");
    dump.leaf(bytes, blocks ? Level::Pmd : Level::Pte, blocks ? vmemmapBlock() : kernelData());
    return dump.marker("vmemmap end").build();
}

HugePageSize size(const Snapshot &snapshot, const char *name)
{
    return hugePageSizeCalled(snapshot.geometry(), name).value();
}

SimulationResult optimised(const Snapshot &snapshot, const char *name, std::uint64_t count)
{
    return simulateHvo(snapshot, hvoWhereFitting(snapshot, size(snapshot, name), count).value()).value();
}

/// The figures of "Enable HUGETLB_PAGE_FREE_VMEMMAP for arm64": a tebibyte of huge pages.
TEST(Hvo, OneTebibyteIn2M)
{
    const SnapshotPtr dump = vmemmap({}, 16 * gib);
    const SimulationResult result = optimised(*dump, "2M", 524'288);
    EXPECT_EQ(result.ledger.memorySaved.value, 14 * gib);
    EXPECT_EQ(result.ledger.tablesAllocated * 4096, 32 * mib);
    EXPECT_EQ(findStripes(*result.snapshot).saved.value, 14 * gib);
}

TEST(Hvo, OneTebibyteIn1G)
{
    const SnapshotPtr dump = vmemmap({}, 16 * gib);
    const SimulationResult result = optimised(*dump, "1G", 1024);
    EXPECT_EQ(result.ledger.memorySaved.value, 16 * gib - 4 * mib);
    EXPECT_EQ(result.ledger.tablesAllocated * 4096, 32 * mib);
}

TEST(Hvo, SmallHugePagesAreNotEligible)
{
    const SnapshotPtr dump = vmemmap({}, 64 * mib);
    EXPECT_FALSE(size(*dump, "64K").eligible);
    const auto refused = hvoWhereFitting(*dump, size(*dump, "64K"), 1);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::BadArgument);
}

TEST(Hvo, OldKernelsKeepTwoPages)
{
    const SnapshotPtr dump = vmemmap({}, 64 * mib);
    HvoRequest request = hvoWhereFitting(*dump, size(*dump, "2M"), 3).value();
    request.layout = HvoLayout::KeepsTwo;
    const SimulationResult result = simulateHvo(*dump, request).value();
    EXPECT_EQ(result.ledger.memorySaved.value, 3 * 24 * kib);
    const Stripes stripes = findStripes(*result.snapshot);
    EXPECT_EQ(stripes.layout, HvoLayout::KeepsTwo);
    EXPECT_EQ(stripes.hugePages, request.hugePages);
}

TEST(Hvo, BadPlacesAreRefused)
{
    const SnapshotPtr dump = vmemmap({}, 64 * mib);
    const HugePageSize two = size(*dump, "2M");
    const VirtAddr first = dump->range().first;
    EXPECT_FALSE(
        hvoAt(*dump, two, {AddrRange::fromSize(first + ByteCount{4096}, {32 * kib})}).has_value()); // misaligned
    EXPECT_FALSE(
        hvoAt(*dump, two, {AddrRange::fromSize(first + ByteCount{64 * mib}, {32 * kib})}).has_value()); // outside
    HvoRequest twice = hvoAt(*dump, two, {AddrRange::fromSize(first, {32 * kib})}).value();
    twice.hugePages.push_back(twice.hugePages.front());
    EXPECT_FALSE(simulateHvo(*dump, twice).has_value()); // overlapping
    const SimulationResult once = optimised(*dump, "2M", 1);
    EXPECT_FALSE(
        simulateHvo(*once.snapshot, hvoAt(*dump, two, {AddrRange::fromSize(first, {32 * kib})}).value()).has_value());
}

void requireTiled(const Snapshot &snapshot, AddrRange all)
{
    std::uint64_t next = all.first.value;
    for (std::uint32_t row = 0; row < snapshot.extents().size(); ++row) {
        RC_ASSERT(snapshot.extents().first({row}).value == next);
        next = snapshot.extents().last({row}).value + 1;
    }
    RC_ASSERT(next == all.printedEnd());
}

/// Random huge pages of random eligible sizes, in place and not overlapping.
HvoRequest anyRequest(const Snapshot &snapshot)
{
    HvoRequest request;
    std::uint64_t at = snapshot.range().first.value;
    for (;;) {
        std::vector<HugePageSize> eligible;
        for (const HugePageSize &s : hugePageSizes(snapshot.geometry())) {
            if (s.eligible && s.vmemmap.value <= 8 * mib) {
                eligible.push_back(s);
            }
        }
        const HugePageSize chosen = *rc::gen::elementOf(eligible);
        at = (at + chosen.vmemmap.value - 1) / chosen.vmemmap.value * chosen.vmemmap.value;
        const std::uint64_t last = snapshot.range().last.value;
        if (at > last || last - at < chosen.vmemmap.value || request.hugePages.size() > 60) {
            return request;
        }
        if (*rc::gen::arbitrary<bool>()) {
            request.hugePages.push_back({AddrRange::fromSize({at}, chosen.vmemmap), chosen});
        }
        at += chosen.vmemmap.value * *rc::gen::inRange(1U, 4U);
    }
}

RC_GTEST_PROP(Hvo, StripesAreFoundWhereTheyWerePut, ())
{
    const auto geometry =
        *rc::gen::arbitrary<bool>() ? PagingGeometry() : PagingGeometry::make(Granule::Page16K, 47).value();
    const SnapshotPtr dump = vmemmap(geometry, 64 * mib);
    const HvoRequest request = anyRequest(*dump);
    const SimulationResult result = simulateHvo(*dump, request).value();
    requireTiled(*result.snapshot, dump->range());
    const Stripes stripes = findStripes(*result.snapshot);
    RC_ASSERT(stripes.hugePages == request.hugePages);
    RC_ASSERT(stripes.saved.value == result.ledger.memorySaved.value);
    RC_ASSERT(stripes.splitTables == result.ledger.tablesAllocated);
}

RC_GTEST_PROP(Hvo, RestoreGivesBackTheRights, ())
{
    const SnapshotPtr dump = vmemmap({}, 64 * mib);
    const SimulationResult there = simulateHvo(*dump, anyRequest(*dump)).value();
    const SimulationResult back = simulateHvoRestore(*there.snapshot, {}).value();
    for (std::uint32_t row = 0; row < back.snapshot->extents().size(); ++row) {
        RC_ASSERT(back.snapshot->attributesOf({row}).writable());
    }
    requireTiled(*back.snapshot, dump->range());
}

RC_GTEST_PROP(LeafCutter, TilesAndAligns, ())
{
    const PagingGeometry geometry = anyGeometry();
    const std::uint64_t page = geometry.pageSize().value;
    const std::uint64_t offset = *rc::gen::inRange<std::uint64_t>(0, 1U << 18U) * page;
    const LeafCutter cutter(geometry, offset, {*rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>()});
    AddrRange range =
        AddrRange::fromSize({geometry.kernelBase().value + *rc::gen::inRange<std::uint64_t>(0, 1U << 18U) * page},
                            {*rc::gen::inRange<std::uint64_t>(1, 1U << 18U) * page});
    for (;;) {
        const Leaf leaf = cutter.next(range);
        const std::uint64_t unit =
            (leaf.contiguous ? geometry.contiguousSpan(leaf.level) : geometry.span(leaf.level)).value;
        RC_ASSERT(leaf.size.value > 0U);
        RC_ASSERT(leaf.size.value % unit == 0U);
        RC_ASSERT(leaf.size.value <= range.size().value);
        RC_ASSERT(range.first.value % unit == 0U);
        RC_ASSERT((range.first.value + offset) % unit == 0U);
        if (leaf.size == range.size()) {
            break;
        }
        range.first = range.first + leaf.size;
    }
}

/// reference/kernel-mechanisms.md, 3.2: what one page in the middle of a 1G block leaves behind.
TEST(LeafSplitter, OnePageInTheMiddleOfAGiantBlock)
{
    const PagingGeometry geometry;
    SnapshotBuilder dump;
    dump.marker("Linear Mapping start").leaf(gib, Level::Pud, kernelData({Attr::Block}));
    const SnapshotPtr before = dump.build();
    const VirtAddr page = before->range().first + ByteCount{512 * mib + 2 * mib * 5 + 64 * kib * 3 + 8 * kib};
    const auto result = simulateSetMemory(*before, {AddrRange::fromSize(page, {4096}), SetMemory::Ro, true, {}});
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->ledger.tablesAllocated, 2U);
    std::vector<std::string> got;
    for (std::uint32_t row = 0; row < result->snapshot->extents().size(); ++row) {
        const Attributes &attributes = result->snapshot->attributesOf({row});
        got.push_back(std::string(name(result->snapshot->extents().level({row})))
                      + (attributes.contiguous() ? " CON" : "") + (attributes.writable() ? "" : " ro"));
    }
    EXPECT_EQ(
        got,
        (std::vector<std::string>{"PMD CON", "PMD", "PTE CON", "PTE", "PTE ro", "PTE", "PTE CON", "PMD", "PMD CON"}));
}

TEST(SetMemory, RefusesWhatTheKernelRefuses)
{
    SnapshotBuilder dump;
    dump.marker("vmalloc() area").leaf(64 * kib, Level::Pte).hole(64 * kib, Level::Pte);
    const SnapshotPtr before = dump.build();
    const VirtAddr first = before->range().first;
    EXPECT_FALSE(simulateSetMemory(*before, {{first, first + ByteCount{99}}, SetMemory::Ro, false, {}}).has_value());
    EXPECT_FALSE(
        simulateSetMemory(*before, {AddrRange::fromSize(first, {128 * kib}), SetMemory::Ro, false, {}}).has_value());
    EXPECT_TRUE(
        simulateSetMemory(*before, {AddrRange::fromSize(first, {8 * kib}), SetMemory::Ro, false, {}}).has_value());
}

RC_GTEST_PROP(LinearMap, PagesAndBlocksAreInverse, ())
{
    const PagingGeometry geometry = anyGeometry();
    const std::uint64_t page = geometry.pageSize().value;
    SnapshotBuilder dump(geometry);
    dump.marker("Linear Mapping start");
    const std::uint64_t most = std::min<std::uint64_t>(1U << 16U, (~geometry.kernelBase().value / page) / 20);
    const int parts = *rc::gen::inRange(1, 8);
    for (int i = 0; i < parts; ++i) {
        dump.leaf(*rc::gen::inRange<std::uint64_t>(1, most) * page, Level::Pte, kernelData());
        dump.hole(*rc::gen::inRange<std::uint64_t>(1, most) * page, Level::Pte);
    }
    const SnapshotPtr pages = dump.marker("Linear Mapping end").build();
    const auto blocks = simulateLinearMap(*pages, {LinearMapMode::Blocks, std::nullopt, std::nullopt, {}});
    requireTiled(*blocks->snapshot, pages->range());
    const auto back = simulateLinearMap(*blocks->snapshot, {LinearMapMode::Pages, std::nullopt, std::nullopt, {}});
    RC_ASSERT(back->snapshot->extents().size() == pages->extents().size());
    for (std::uint32_t row = 0; row < pages->extents().size(); ++row) {
        RC_ASSERT(back->snapshot->extents().range({row}) == pages->extents().range({row}));
        RC_ASSERT(back->snapshot->attributesOf({row}) == pages->attributesOf({row}));
    }
    RC_ASSERT(back->ledger.after.total.mappedBytes == blocks->ledger.after.total.mappedBytes);
}

} // namespace
} // namespace ptscope
