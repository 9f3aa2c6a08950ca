// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/diff/side_changes.h"
#include "tests/support/snapshot_builder.h"

namespace ptscope {
namespace {

using namespace test;

/// A linear map that begins `start` behind the base, with one page read-only, and a stretch of the vmalloc area.
SnapshotPtr board(std::uint64_t start, bool readOnly, bool withArea)
{
    SnapshotBuilder dump;
    dump.marker("Linear Mapping start");
    if (start != 0) {
        dump.hole(start, Level::Pmd);
    }
    dump.leaf(gib, Level::Pte);
    dump.leaf(4 * kib, Level::Pte, readOnly ? kernelData({Attr::ReadOnly}) : kernelData());
    dump.leaf(gib - 4 * kib, Level::Pte, kernelData({Attr::NotGlobal}));
    dump.hole(64 * gib - start, Level::Pud);
    dump.marker("vmalloc() area");
    withArea ? dump.leaf(64 * kib, Level::Pte, kernelText()) : dump.hole(64 * kib, Level::Pte);
    dump.hole(mib, Level::Pte);
    return dump.build();
}

TEST(SideChanges, StandWhereEachSidePrintsThem)
{
    const SnapshotPtr before = board(0, false, false);
    const SnapshotPtr after = board(8 * gib, true, true);
    const Diff diff = diffOf(before, after).value();
    ASSERT_EQ(diff.alignment.moved.size(), 1U);
    const VirtAddr base = PagingGeometry().kernelBase();
    const auto permissionIn = [](const ChangeTable &table) {
        std::vector<VirtAddr> out;
        for (ChangeIndex i = 0; i < table.size(); ++i) {
            if (table.kinds(i).has(ChangeKind::Permission)) {
                out.push_back(table.range(i).first);
            }
        }
        return out;
    };
    EXPECT_EQ(permissionIn(changesOn(diff, Side::Before)), std::vector{VirtAddr{base.value + gib}});
    EXPECT_EQ(permissionIn(changesOn(diff, Side::After)), std::vector{VirtAddr{base.value + 9 * gib}});
}

TEST(SideChanges, OfOneSideAreNotMarkedOnTheOther)
{
    const Diff diff = diffOf(board(0, false, false), board(8 * gib, false, true)).value();
    const VirtAddr area{PagingGeometry().kernelBase().value + 66 * gib};
    const auto at = [area](const ChangeTable &table) { return table.in(AddrRange::fromSize(area, {64 * kib})); };
    EXPECT_FALSE(at(changesOn(diff, Side::After)).empty());
    // Nothing had moved away from here: the earlier dump has a hole where the area came.
    EXPECT_FALSE(at(changesOn(diff, Side::Before)).empty());
    // Where memory stood before, the later dump has its hole, but that is no change of the later one's own.
    const auto gone = AddrRange::fromSize(PagingGeometry().kernelBase(), {4 * kib});
    EXPECT_TRUE(changesOn(diff, Side::Before).in(gone).empty());
}

} // namespace
} // namespace ptscope
