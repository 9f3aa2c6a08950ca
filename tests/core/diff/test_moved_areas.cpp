// SPDX-License-Identifier: GPL-3.0-or-later
// Areas of vmallocinfo that stand elsewhere in the other dump are held against themselves.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

#include "core/companion/companions.h"
#include "core/diff/apply.h"
#include "core/diff/axis_side.h"
#include "core/diff/change_words.h"
#include "core/diff/united.h"
#include "core/owner/owner_map.h"
#include "tests/support/meaning.h"
#include "tests/support/printed.h"
#include "tests/support/snapshot_builder.h"

namespace ptscope {
namespace {

using namespace test;

/// What somebody asked vmalloc for.
struct Request {
    std::string caller;
    std::uint64_t pages = 1;
    Attributes attributes = kernelData();
    std::uint64_t readOnlyPage = ~std::uint64_t{0}; ///< one page of it that is
};

struct Board {
    SnapshotPtr dump;
    std::vector<AddrRange> places; ///< of the requests, without guards
};

/// Serves the requests one after the other, each with its guard page and a gap behind.
Board boardWith(const std::vector<Request> &requests, std::uint64_t gapPages, const PagingGeometry &geometry = {})
{
    const std::uint64_t page = geometry.pageSize().value;
    auto companions = std::make_shared<Companions>();
    VmallocInfo info;
    SnapshotBuilder dump(geometry);
    dump.marker("vmalloc() area");
    if (gapPages != 0) {
        dump.hole(gapPages * page, Level::Pte);
    }
    Board board;
    for (const Request &request : requests) {
        const VirtAddr first = dump.next();
        for (std::uint64_t i = 0; i < request.pages; ++i) {
            Attributes attributes = request.attributes;
            attributes.set(Attr::ReadOnly, i == request.readOnlyPage || attributes.has(Attr::ReadOnly));
            dump.leaf(page, Level::Pte, attributes);
        }
        dump.hole((1 + gapPages) * page, Level::Pte);
        VmallocArea area;
        area.first = first;
        area.size = {(request.pages + 1) * page};
        area.caller = request.caller;
        area.pages = request.pages;
        area.vmalloc = true;
        area.line = static_cast<std::uint32_t>(info.areas.size() + 1);
        info.areas.push_back(area);
        board.places.push_back(AddrRange::fromSize(first, {request.pages * page}));
    }
    const VirtAddr end = geometry.kernelBase() + ByteCount{std::uint64_t{1} << 30U};
    dump.hole((end - dump.next()).value, Level::Pmd);
    companions->vmallocInfo = std::move(info);
    board.dump = dump.build(std::move(companions));
    return board;
}

Diff compared(const Board &a, const Board &b, AlignBy how = AlignBy::Owner)
{
    return diffOf(a.dump, b.dump, {how, true, false}).value();
}

/// `n` requests of which any two differ in caller or size.
std::vector<Request> distinctRequests(int n)
{
    std::vector<Request> out;
    for (int i = 0; i < n; ++i) {
        out.push_back({fmt::format("caller_{}+0x{:x}/0x400", i / 3, 16 * (i % 2 + 1)),
                       static_cast<std::uint64_t>(1 + i % 3 + *rc::gen::inRange(0, 4) * 3)});
    }
    return out;
}

template<class T>
std::vector<T> shuffled(std::vector<T> items)
{
    for (std::size_t i = items.size(); i > 1; --i) {
        std::swap(items[i - 1], items[*rc::gen::inRange<std::size_t>(0, i)]);
    }
    return items;
}

RC_GTEST_PROP(MovedAreas, InAnotherOrderDifferInNothing, ())
{
    const auto requests = distinctRequests(*rc::gen::inRange(1, 20));
    const Board before = boardWith(requests, 1);
    const Board after = boardWith(shuffled(requests), *rc::gen::inRange<std::uint64_t>(0, 5));
    for (const AlignBy how : {AlignBy::Owner, AlignBy::Detect}) {
        const Diff diff = compared(before, after, how);
        RC_ASSERT(meaningOf(diff).empty());
        RC_ASSERT(printedText(*apply(diff, *before.dump)) == printedText(*joined(*after.dump)));
    }
}

RC_GTEST_PROP(MovedAreas, ShowWhatChangedInThem, ())
{
    auto requests = distinctRequests(*rc::gen::inRange(1, 20));
    const Board before = boardWith(requests, 1);
    const std::size_t which = *rc::gen::inRange<std::size_t>(0, requests.size());
    requests[which].readOnlyPage = *rc::gen::inRange<std::uint64_t>(0, requests[which].pages);
    auto order = std::vector<std::size_t>(requests.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    order = shuffled(order);
    std::vector<Request> later;
    std::transform(order.begin(), order.end(), std::back_inserter(later), [&](std::size_t i) { return requests[i]; });
    const Board after = boardWith(later, 2);
    const auto place = static_cast<std::size_t>(std::find(order.begin(), order.end(), which) - order.begin());
    const Diff diff = compared(before, after);
    const auto meaning = meaningOf(diff);
    RC_ASSERT(meaning.size() == 1U);
    RC_ASSERT(meaning[0].kinds.is(ChangeKind::Permission));
    const ByteCount offset{requests[which].readOnlyPage * 4 * kib};
    RC_ASSERT(meaning[0].range == AddrRange::fromSize(after.places[place].first + offset, {4 * kib}));
    RC_ASSERT(meaning[0].rangeBefore() == AddrRange::fromSize(before.places[which].first + offset, {4 * kib}));
    RC_ASSERT(printedText(*apply(diff, *before.dump)) == printedText(*joined(*after.dump)));
}

std::vector<Request> anyRequests()
{
    std::vector<Request> out;
    const int n = *rc::gen::inRange(0, 25);
    for (int i = 0; i < n; ++i) {
        Request request{fmt::format("caller_{}+0x{:x}/0x400", *rc::gen::inRange(0, 3), 16 * *rc::gen::inRange(1, 3)),
                        *rc::gen::inRange<std::uint64_t>(1, 5)};
        request.caller = *rc::gen::inRange(0, 4) == 0 ? "kernel_clone+0x70/0x398" : request.caller;
        request.readOnlyPage = *rc::gen::inRange<std::uint64_t>(0, 8);
        out.push_back(request);
    }
    return out;
}

// Whatever is matched with what: nothing is compared twice or left out, and the diff says how one becomes the other.
RC_GTEST_PROP(MovedAreas, OfAnyTwoBoardsGiveADiffThatApplies, ())
{
    const auto geometry = *rc::gen::element(PagingGeometry{}, PagingGeometry::make(Granule::Page16K, 47).value(),
                                            PagingGeometry::make(Granule::Page64K, 52).value());
    const Board before = boardWith(anyRequests(), *rc::gen::inRange<std::uint64_t>(0, 3), geometry);
    const Board after = boardWith(anyRequests(), *rc::gen::inRange<std::uint64_t>(0, 3), geometry);
    for (const AlignBy how : {AlignBy::Detect, AlignBy::Address, AlignBy::Region, AlignBy::Owner}) {
        const Diff diff = compared(before, after, how);
        const auto &areas = diff.alignment.areas;
        auto byBefore = areas;
        std::sort(byBefore.begin(), byBefore.end(), [](auto &a, auto &b) { return a.before.first < b.before.first; });
        for (std::size_t i = 0; i < areas.size(); ++i) {
            RC_ASSERT(areas[i].shift != 0U);
            RC_ASSERT(i == 0 || areas[i - 1].after().last < areas[i].after().first);
            RC_ASSERT(i == 0 || byBefore[i - 1].before.last < byBefore[i].before.first);
            const auto ownerOf = [](const SnapshotPtr &dump, VirtAddr at) {
                return shortText(dump->owners().owner(dump->owners().at(at)->owner));
            };
            RC_ASSERT(ownerOf(before.dump, areas[i].before.first) == ownerOf(after.dump, areas[i].after().first));
        }
        RC_ASSERT(printedText(*apply(diff, *before.dump)) == printedText(*joined(*after.dump)));
    }
}

RC_GTEST_PROP(MovedAreas, SumsOverManyOfThemAreThoseOfEach, ())
{
    const auto requests = distinctRequests(*rc::gen::inRange(1, 20));
    const Board before = boardWith(requests, 1);
    const Board after = boardWith(shuffled(requests), 2);
    const Diff diff = compared(before, after);
    const std::vector<Lane> lanes = axisLanes(diff.alignment);
    const std::uint64_t first = after.dump->range().first.value;
    const auto anyPlace = [first] { return first + *rc::gen::inRange<std::uint64_t>(0, 800) * kib; };
    const auto [low, high] = std::minmax({anyPlace(), anyPlace()});
    const AddrRange asked{{low}, {high}};
    for (const Side which : {Side::Before, Side::After}) {
        const AxisSide side(which == Side::Before ? diff.before : diff.after, which, lanes);
        ClassSums each;
        for (const Lane &lane : lanes) {
            if (lane.range.overlaps(asked)) {
                each += side.sums(intersection(lane.range, asked), Weight::Bytes);
            }
        }
        RC_ASSERT(side.sums(asked, Weight::Bytes) == each);
    }
}

TEST(MovedAreas, AreFoundByFunctionBetweenTwoBuilds)
{
    const Board before = boardWith({{"pw+0x110/0xb8c", 3}, {"pw+0x34c/0xb8c", 2}, {"other+0x4/0x10", 3}}, 1);
    const Board after = boardWith({{"other+0x4/0x10", 3}, {"pw+0x118/0xb90", 3}, {"pw+0x354/0xb90", 2}}, 4);
    const Diff diff = compared(before, after);
    EXPECT_EQ(diff.alignment.areas.size(), 3U);
    EXPECT_TRUE(meaningOf(diff).empty());
}

TEST(MovedAreas, OfOneCallerAreToldApartByTheirRights)
{
    Request data{"map+0x10/0x20", 2};
    Request text = data;
    text.attributes = kernelText();
    // One of three went: the other two are the two that still look so.
    const Board before = boardWith({data, text, data}, 1);
    const Board after = boardWith({text, data}, 2);
    const Diff diff = compared(before, after);
    const auto meaning = meaningOf(diff);
    ASSERT_EQ(meaning.size(), 1U);
    EXPECT_TRUE(meaning[0].kinds.has(ChangeKind::Unmapped));
}

TEST(MovedAreas, LeaveStacksOfThreadsToTheChurnRule)
{
    const Request stack{"kernel_clone+0x70/0x398", 4};
    const Request area{"caller+0x4/0x10", 6};
    const Diff diff = compared(boardWith({stack, area}, 1), boardWith({area, stack}, 1));
    ASSERT_EQ(diff.alignment.areas.size(), 1U);
    EXPECT_EQ(diff.alignment.areas[0].before.size().value, 24 * kib);
    EXPECT_TRUE(meaningOf(diff).empty());
    EXPECT_GT(diff.churnCount(), 0U);
}

TEST(MovedAreas, MoveByDefaultOnlyWhereSomethingElseStands)
{
    const Request small{"caller+0x4/0x10", 1};
    const Request large{"other+0x4/0x10", 8};
    // Behind everything: its old place and its new one are holes in the other.
    const Board before = boardWith({large, small}, 1);
    const Board after = boardWith({large, Request{"third+0x4/0x10", 3}, small}, 1);
    EXPECT_TRUE(compared(before, boardWith({large}, 1), AlignBy::Detect).alignment.areas.empty());
    EXPECT_EQ(compared(before, after, AlignBy::Detect).alignment.areas.size(), 1U);
    EXPECT_TRUE(compared(before, after, AlignBy::Address).alignment.areas.empty());
    EXPECT_TRUE(movedAreasText(compared(before, after, AlignBy::Address).alignment).empty());
    EXPECT_EQ(movedAreasText(compared(before, after).alignment),
              "1 area stands elsewhere, 4K: it is compared with itself, by its owner in vmallocinfo");
}

// vmalloc_huge() of 3M gives 4M in blocks; 3M in pages where it may not (nohugevmalloc).
TEST(MovedAreas, RoundedUpToBlocksAreTheSameRequest)
{
    constexpr std::uint64_t page = 4 * kib;
    const auto withInfo = [&](SnapshotBuilder &dump, VirtAddr first, std::uint64_t size) {
        auto companions = std::make_shared<Companions>();
        VmallocArea area;
        area.first = first;
        area.size = {size + page};
        area.caller = "pw+0x110/0xb8c";
        area.vmalloc = true;
        area.line = 1;
        companions->vmallocInfo = VmallocInfo{{area}, false};
        dump.hole(page, Level::Pte).hole(16 * mib, Level::Pmd);
        return dump.build(std::move(companions));
    };
    SnapshotBuilder huge;
    huge.marker("vmalloc() area").hole(2 * mib, Level::Pmd).leaf(4 * mib, Level::Pmd, kernelData({Attr::Block}));
    SnapshotBuilder small;
    small.marker("vmalloc() area").hole(5 * page, Level::Pte).leaf(3 * mib, Level::Pte);
    const VirtAddr base = PagingGeometry{}.kernelBase();
    const SnapshotPtr before = withInfo(small, base + ByteCount{5 * page}, 3 * mib);
    const SnapshotPtr after = withInfo(huge, base + ByteCount{2 * mib}, 4 * mib);
    const Diff diff = diffOf(before, after, {AlignBy::Owner, true, false}).value();
    ASSERT_EQ(diff.alignment.areas.size(), 1U);
    const auto meaning = meaningOf(diff);
    ASSERT_EQ(meaning.size(), 2U);
    EXPECT_TRUE(meaning[0].kinds.is(ChangeKind::Merge));
    EXPECT_EQ(meaning[0].range, AddrRange::fromSize(base + ByteCount{2 * mib}, {3 * mib}));
    EXPECT_TRUE(meaning[1].kinds.is(ChangeKind::Mapped));
    EXPECT_EQ(meaning[1].range, AddrRange::fromSize(base + ByteCount{5 * mib}, {mib}));
}

} // namespace
} // namespace ptscope
