// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/stat/same_size.h"
#include "tests/support/snapshot_builder.h"

namespace ptscope {

using namespace test;

namespace {

std::vector<SameSize> twoWaysOf(const Snapshot &dump)
{
    return sameSizeTwoWays(dump, {0, dump.extents().size()});
}

} // namespace

TEST(SameSize, BlocksBesidePages)
{
    SnapshotBuilder dump;
    const VirtAddr blocks = dump.next();
    dump.leaf(4 * mib, Level::Pmd, kernelData({Attr::Block})).hole(2 * mib, Level::Pmd);
    const VirtAddr pages = dump.next();
    dump.leaf(4 * mib, Level::Pte).hole(4 * kib, Level::Pte);
    const auto found = twoWaysOf(*dump.build());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().size.value, 4 * mib);
    EXPECT_EQ(found.front().fewest, (MappedArea{AddrRange::fromSize(blocks, {4 * mib}), 2}));
    EXPECT_EQ(found.front().most, (MappedArea{AddrRange::fromSize(pages, {4 * mib}), 1024}));
}

TEST(SameSize, GroupsBesidePages)
{
    SnapshotBuilder dump;
    dump.leaf(64 * kib, Level::Pte, kernelData({Attr::Contiguous})).hole(4 * kib, Level::Pte);
    dump.leaf(64 * kib, Level::Pte).hole(4 * kib, Level::Pte);
    const auto found = twoWaysOf(*dump.build());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().fewest.tlbEntries, 1U);
    EXPECT_EQ(found.front().most.tlbEntries, 16U);
}

TEST(SameSize, RowsThatTouchAreOneArea)
{
    SnapshotBuilder dump;
    dump.leaf(64 * kib, Level::Pte).leaf(64 * kib, Level::Pte, kernelText()).hole(64 * kib, Level::Pte);
    dump.leaf(64 * kib, Level::Pte, kernelData({Attr::Contiguous}))
        .leaf(64 * kib, Level::Pte)
        .hole(4 * kib, Level::Pte);
    const auto found = twoWaysOf(*dump.build());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().size.value, 128 * kib);
    EXPECT_EQ(found.front().fewest.tlbEntries, 17U);
    EXPECT_EQ(found.front().most.tlbEntries, 32U);
}

TEST(SameSize, NothingWhereSizesAgreeOrAreSmall)
{
    SnapshotBuilder dump;
    for (int i = 0; i < 3; ++i) {
        dump.leaf(128 * kib, Level::Pte).hole(4 * kib, Level::Pte).leaf(16 * kib, Level::Pte).hole(4 * kib, Level::Pte);
    }
    EXPECT_TRUE(twoWaysOf(*dump.build()).empty());
}

} // namespace ptscope
