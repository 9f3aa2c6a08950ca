// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/companion/companions.h"
#include "core/hvo/pool_agreement.h"
#include "core/hvo/stripe_fold.h"
#include "core/hvo/stripes.h"
#include "tests/support/random_dump.h"

namespace ptscope {
namespace {

using namespace test;

/// A vmemmap page by page ('w' writable, 'r' read-only, 'h' hole), rows alike and adjacent taken together as ptdump does.
SnapshotPtr vmemmapOfPages(const PagingGeometry &geometry, const std::string &pages)
{
    Attributes readOnly = kernelData();
    readOnly.set(Attr::ReadOnly);
    SnapshotBuilder dump(geometry);
    dump.marker("vmemmap start");
    for (std::size_t at = 0; at < pages.size();) {
        const std::size_t end = std::min(pages.find_first_not_of(pages[at], at), pages.size());
        const std::uint64_t size = (end - at) * geometry.pageSize().value;
        if (pages[at] == 'h') {
            dump.hole(size, Level::Pte);
        } else {
            dump.leaf(size, Level::Pte, pages[at] == 'r' ? readOnly : kernelData());
        }
        at = end;
    }
    dump.marker("vmemmap end");
    return dump.build();
}

std::string optimised(std::uint64_t pages, unsigned kept = 1)
{
    return std::string(kept, 'w') + std::string(pages - kept, 'r');
}

/// Huge pages of any eligible size below 4096 pages of vmemmap, aligned, between memory that is not optimised.
struct Placement {
    std::string pages;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> huge; ///< first page of vmemmap, bytes of the huge page
};

Placement anyPlacement(const PagingGeometry &geometry, unsigned kept)
{
    std::vector<HugePageSize> sizes;
    for (const HugePageSize &size : hugePageSizes(geometry)) {
        if (size.eligible && size.vmemmapPages <= 4096) {
            sizes.push_back(size);
        }
    }
    Placement out;
    const int count = *rc::gen::inRange(0, 40);
    for (int i = 0; i < count && !sizes.empty(); ++i) {
        const HugePageSize size = *rc::gen::elementOf(sizes);
        const std::uint64_t aligned =
            (out.pages.size() + size.vmemmapPages - 1) / size.vmemmapPages * size.vmemmapPages;
        const std::uint64_t gap = *rc::gen::element<std::uint64_t>(0, 0, 0, 1, 5) * size.vmemmapPages;
        out.pages.append(aligned + gap - out.pages.size(), *rc::gen::element('w', 'w', 'h'));
        out.huge.emplace_back(out.pages.size(), size.size.value);
        out.pages += optimised(size.vmemmapPages, kept);
    }
    return out;
}

void expectPlacement(const PagingGeometry &geometry, const Placement &placement, HvoLayout layout)
{
    const Stripes found = findStripes(*vmemmapOfPages(geometry, placement.pages));
    RC_ASSERT(found.breaks.empty());
    RC_ASSERT(found.hugePages.size() == placement.huge.size());
    std::uint64_t saved = 0;
    for (std::size_t i = 0; i < placement.huge.size(); ++i) {
        const HugePageVmemmap &huge = found.hugePages[i];
        const std::uint64_t first = geometry.kernelBase().value + placement.huge[i].first * geometry.pageSize().value;
        RC_ASSERT(huge.range.first.value == first);
        RC_ASSERT(huge.range.size() == huge.size.vmemmap);
        RC_ASSERT(huge.size.size.value == placement.huge[i].second);
        saved += (huge.size.vmemmapPages - keptPages(layout)) * geometry.pageSize().value;
    }
    RC_ASSERT(found.saved.value == saved);
}

RC_GTEST_PROP(FindStripes, FindsWhatWasPlaced, ())
{
    const PagingGeometry geometry = anyGeometry();
    expectPlacement(geometry, anyPlacement(geometry, 1), HvoLayout::KeepsOne);
}

RC_GTEST_PROP(FindStripes, FindsTheLayoutOfTheFirstKernels, ())
{
    const PagingGeometry geometry = anyGeometry();
    expectPlacement(geometry, anyPlacement(geometry, 2), HvoLayout::KeepsTwo);
}

std::vector<StripeBreakKind> breaksOf(const std::string &pages)
{
    std::vector<StripeBreakKind> out;
    for (const StripeBreak &torn : findStripes(*vmemmapOfPages({}, pages)).breaks) {
        out.push_back(torn.kind);
    }
    return out;
}

TEST(FindStripes, AWritableTailIsOneBreak)
{
    const std::string whole = optimised(8);
    EXPECT_EQ(breaksOf(whole + "wrrrwrrr" + whole), std::vector{StripeBreakKind::WritableTail});
    EXPECT_EQ(breaksOf(whole + "wrrrrrrw" + whole), std::vector{StripeBreakKind::WritableTail});
    std::string large = optimised(128);
    large[60] = 'w';
    EXPECT_EQ(breaksOf(large), std::vector{StripeBreakKind::WritableTail});
}

TEST(FindStripes, AReadOnlyHeadIsABreak)
{
    EXPECT_EQ(breaksOf("wwwwwwwwrrrrrrrrwwwwwwww"), std::vector{StripeBreakKind::ReadOnlyHead});
    EXPECT_EQ(breaksOf("wwwwwwwwhrrrrrrrwwwwwwww"), std::vector{StripeBreakKind::ReadOnlyHead});
}

TEST(FindStripes, ALoneStripeIsNoHugePage)
{
    EXPECT_EQ(breaksOf("wwwwwrrwwwwwwwww"), std::vector{StripeBreakKind::LoneStripe});
    // As long as the tail of a 2M page, but where none can lie.
    const Stripes askew = findStripes(*vmemmapOfPages({}, "wwww" + optimised(8) + "wwww"));
    EXPECT_TRUE(askew.hugePages.empty());
    ASSERT_EQ(askew.breaks.size(), 1U);
    EXPECT_EQ(askew.breaks[0].kind, StripeBreakKind::LoneStripe);
}

TEST(FindStripes, HeadsMergeWithWritableNeighbours)
{
    const Stripes found = findStripes(*vmemmapOfPages({}, std::string(8, 'w') + optimised(8) + std::string(8, 'w')));
    ASSERT_EQ(found.hugePages.size(), 1U);
    EXPECT_EQ(found.hugePages[0].range.size().value, 32 * kib);
    EXPECT_TRUE(found.breaks.empty());
}

TEST(PoolCounts, TellWhatDiffers)
{
    const SnapshotPtr plain = vmemmapOfPages({}, optimised(8) + optimised(8) + std::string(8, 'w'));
    const Stripes stripes = findStripes(*plain);
    EXPECT_TRUE(poolCounts(*plain, stripes).empty()) << "nothing was read beside it";
    const auto textWith = [&](std::vector<HugePagePool> pools, const Stripes &found) {
        auto companions = std::make_shared<Companions>();
        companions->hugePages = std::move(pools);
        SnapshotBuilder dump;
        dump.marker("vmemmap start").leaf(4 * kib, Level::Pte);
        return poolText(poolCounts(*dump.build(companions), found));
    };
    EXPECT_EQ(textWith({{{2 * mib}, 2, 0}, {{64 * kib}, 9, 9}}, stripes), "the kernel counts the same: 2 of 2M");
    EXPECT_EQ(textWith({{{2 * mib}, 3, 0}}, stripes), "the kernel counts otherwise: 3 of 2M");
    EXPECT_EQ(textWith({{{32 * mib}, 1, 0}}, stripes), "the kernel counts otherwise: 0 of 2M and 1 of 32M");
    EXPECT_EQ(textWith({{{2 * mib}, 3, 0}}, Stripes{}), "the kernel counts 3 of 2M, none of them is optimised");
    EXPECT_EQ(textWith({{{2 * mib}, 0, 0}}, Stripes{}), "");
}

RC_GTEST_PROP(StripesProperty, FoldEqualsTheSlowProgram, ())
{
    const PagingGeometry geometry = anyGeometry();
    const std::string pages = anyPlacement(geometry, 1).pages;
    const std::uint64_t period = *rc::gen::element<std::uint64_t>(1, 2, 8, 128, 7);
    const StripeFold fold = foldStripes(*vmemmapOfPages(geometry, pages), period);
    if (pages.empty()) {
        return;
    }
    std::vector<StripeFold::Column> want(period);
    const std::uint64_t first = geometry.kernelBase().value >> geometry.pageShift();
    for (std::size_t i = 0; i < pages.size(); ++i) {
        StripeFold::Column &column = want[(first + i) % period];
        column.writable += pages[i] == 'w' ? 1U : 0U;
        column.readOnly += pages[i] == 'r' ? 1U : 0U;
    }
    RC_ASSERT(fold.columns == want);
    RC_ASSERT(fold.pages == pages.size() - static_cast<std::size_t>(std::count(pages.begin(), pages.end(), 'h')));
}

RC_GTEST_PROP(StripesProperty, CountsAreThoseOfTheList, ())
{
    const PagingGeometry geometry = anyGeometry();
    std::string pages = anyPlacement(geometry, *rc::gen::inRange(1U, 3U)).pages;
    const int torn = *rc::gen::inRange(0, 30);
    for (int i = 0; i < torn && !pages.empty(); ++i) {
        pages[*rc::gen::inRange<std::size_t>(0, pages.size())] = *rc::gen::element('w', 'r', 'h');
    }
    const SnapshotPtr dump = vmemmapOfPages(geometry, pages);
    const Stripes all = findStripes(*dump);
    const Stripes counts = findStripes(*dump, StripeDetail::Counts);
    RC_ASSERT(counts.hugePages.empty());
    RC_ASSERT(counts.layout == all.layout);
    RC_ASSERT(counts.saved == all.saved);
    RC_ASSERT(counts.splitTables == all.splitTables);
    RC_ASSERT(counts.counts.size() == all.counts.size());
    std::map<std::uint64_t, std::uint64_t> listed;
    for (const HugePageVmemmap &huge : all.hugePages) {
        ++listed[huge.size.size.value];
    }
    RC_ASSERT(listed.size() == counts.counts.size());
    for (const StripeCount &count : counts.counts) {
        RC_ASSERT(listed[count.size.size.value] == count.count);
    }
    RC_ASSERT(counts.breaks.size() == all.breaks.size());
    for (std::size_t i = 0; i < all.breaks.size(); ++i) {
        RC_ASSERT(counts.breaks[i].kind == all.breaks[i].kind);
        RC_ASSERT(counts.breaks[i].range == all.breaks[i].range);
        // A break that was joined to a whole huge page lies on no other huge page.
        for (const HugePageVmemmap &huge : all.hugePages) {
            RC_ASSERT(all.breaks[i].kind != StripeBreakKind::WritableTail || !huge.range.overlaps(all.breaks[i].range));
        }
    }
}

} // namespace
} // namespace ptscope
