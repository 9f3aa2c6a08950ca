// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/owner/owner_map.h"
#include "core/owner/sequence_match.h"

using namespace ptscope;

namespace {

Owner called(const std::string &name)
{
    return {OwnerKind::Vmalloc, OwnerConfidence::Certain, OwnerEvidence::Address, name, {}, {}, {}};
}

} // namespace

TEST(OwnerMap, keepsWhatWasAddedFirst)
{
    OwnerMapBuilder builder;
    builder.add({{0x1000}, {0x1fff}}, called("inner"), PhysAddr{0x9000}, 7);
    builder.add({{0x0}, {0x3fff}}, called("outer"), PhysAddr{0x100000});
    const auto map = builder.build();
    ASSERT_EQ(map->size(), 3U);
    EXPECT_EQ(map->owner(map->at({0xfff})->owner).name, "outer");
    EXPECT_EQ(map->owner(map->at({0x1000})->owner).name, "inner");
    EXPECT_EQ(map->at({0x1000})->line, 7U);
    EXPECT_EQ(*map->at({0x2000})->phys, PhysAddr{0x102000});
    EXPECT_FALSE(map->at({0x4000}));
    EXPECT_EQ(map->physicalOf({{0x1100}, {0x11ff}}), (PhysRange{{0x9100}, {0x91ff}}));
    EXPECT_FALSE(map->physicalOf({{0x1f00}, {0x20ff}}));
}

TEST(OwnerMap, reachesToTheEndOfTheAddressSpace)
{
    OwnerMapBuilder builder;
    builder.add({{0xffffffffffff0000}, {~std::uint64_t{0}}}, called("last"));
    builder.add({{0}, {~std::uint64_t{0}}}, called("all"));
    const auto map = builder.build();
    ASSERT_EQ(map->size(), 2U);
    EXPECT_EQ(map->owner(map->at({~std::uint64_t{0}})->owner).name, "last");
    EXPECT_EQ(map->owner(map->at({0})->owner).name, "all");
}

RC_GTEST_PROP(OwnerMap, answersLikeASearchThroughAllEntries, ())
{
    OwnerMapBuilder builder;
    std::vector<std::pair<AddrRange, std::string>> all;
    const auto count = *rc::gen::inRange(0, 12);
    for (int i = 0; i < count; ++i) {
        const auto first = *rc::gen::inRange<std::uint64_t>(0, 60);
        const auto last = first + *rc::gen::inRange<std::uint64_t>(0, 20);
        all.emplace_back(AddrRange{{first}, {last}}, std::to_string(i));
        builder.add(all.back().first, called(all.back().second));
    }
    const auto map = builder.build();
    for (std::uint64_t a = 0; a < 90; ++a) {
        const auto slow = std::find_if(all.begin(), all.end(), [a](const auto &e) { return e.first.contains(VirtAddr{a}); });
        const auto fast = map->at({a});
        RC_ASSERT(fast.has_value() == (slow != all.end()));
        if (fast) {
            RC_ASSERT(map->owner(fast->owner).name == slow->second);
        }
    }
}

RC_GTEST_PROP(SequenceMatch, leavesAsFewOverAsTheTable, ())
{
    const auto left = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4));
    const auto right = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4));
    std::vector<std::vector<std::size_t>> common(left.size() + 1, std::vector<std::size_t>(right.size() + 1, 0));
    for (std::size_t i = 1; i <= left.size(); ++i) {
        for (std::size_t k = 1; k <= right.size(); ++k) {
            common[i][k] = left[i - 1] == right[k - 1] ? common[i - 1][k - 1] + 1 : std::max(common[i - 1][k], common[i][k - 1]);
        }
    }
    const std::size_t edits = left.size() + right.size() - 2 * common[left.size()][right.size()];
    const auto fits = [&](std::uint32_t l, std::uint32_t r) { return left[l] == right[r]; };
    for (const auto matcher : {matchSequences, matchSequencesBackwards}) {
        const auto match = matcher(static_cast<std::uint32_t>(left.size()), static_cast<std::uint32_t>(right.size()), 1000, fits);
        RC_ASSERT(match.has_value());
        RC_ASSERT(match->edits == edits);
        std::int32_t before = -1;
        std::size_t pairs = 0;
        for (std::size_t i = 0; i < left.size(); ++i) {
            const std::int32_t r = match->rightOfLeft[i];
            if (r >= 0) {
                RC_ASSERT(r > before);
                RC_ASSERT(left[i] == right[static_cast<std::size_t>(r)]);
                before = r;
                ++pairs;
            }
        }
        RC_ASSERT(pairs == common[left.size()][right.size()]);
        if (edits > 0) {
            RC_ASSERT(!matcher(static_cast<std::uint32_t>(left.size()), static_cast<std::uint32_t>(right.size()),
                               static_cast<std::uint32_t>(edits - 1), fits));
        }
    }
}
