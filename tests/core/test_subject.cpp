// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/tree/subject.h"
#include "tests/support/snapshot_builder.h"

namespace ptscope {
namespace {

using namespace test;

SnapshotPtr dump()
{
    return SnapshotBuilder()
        .marker("Linear Mapping start")
        .leaf(2 * mib, Level::Pmd, kernelData({Attr::Block}))
        .leaf(64 * kib, Level::Pte)
        .hole(1984 * kib, Level::Pte)
        .leaf(2 * mib, Level::Pte, kernelText())
        .marker("Linear Mapping end")
        .build();
}

AddrRange at(const Snapshot &snapshot, std::uint64_t offset, std::uint64_t size)
{
    return AddrRange::fromSize(snapshot.extents().first({0}) + ByteCount{offset}, {size});
}

TEST(Subject, ARunAndAPartOfIt)
{
    const SnapshotPtr snapshot = dump();
    for (const AddrRange range : {at(*snapshot, 2 * mib, 64 * kib), at(*snapshot, 2 * mib + 4 * kib, 4 * kib)}) {
        const Subject subject = subjectOf(*snapshot, range);
        ASSERT_TRUE(std::holds_alternative<RunSubject>(subject));
        EXPECT_EQ(std::get<RunSubject>(subject).row, RowIndex{1});
    }
}

TEST(Subject, ATableEntry)
{
    const SnapshotPtr snapshot = dump();
    const Subject subject = subjectOf(*snapshot, at(*snapshot, 2 * mib, 2 * mib));
    ASSERT_TRUE(std::holds_alternative<TableSubject>(subject));
    EXPECT_EQ(std::get<TableSubject>(subject).entry.firstIndex, 1U);
    EXPECT_EQ(std::get<TableSubject>(subject).table.level, Level::Pmd);
}

TEST(Subject, ARunThatFillsATableIsARun)
{
    const SnapshotPtr snapshot = dump();
    EXPECT_TRUE(std::holds_alternative<RunSubject>(subjectOf(*snapshot, at(*snapshot, 4 * mib, 2 * mib))));
}

TEST(Subject, RegionsAndOtherRanges)
{
    const SnapshotPtr snapshot = dump();
    const Subject region = subjectOf(*snapshot, *snapshot->regions()[0].range);
    ASSERT_TRUE(std::holds_alternative<RangeSubject>(region));
    EXPECT_EQ(std::get<RangeSubject>(region).region, 0U);
    EXPECT_EQ(std::get<RangeSubject>(region).rows, (RowRange{0, 4}));
    const Subject some = subjectOf(*snapshot, at(*snapshot, mib, 2 * mib));
    ASSERT_TRUE(std::holds_alternative<RangeSubject>(some));
    EXPECT_FALSE(std::get<RangeSubject>(some).region);
    const Subject none = subjectOf(*snapshot, {{0x1000}, {0x1fff}});
    EXPECT_TRUE(std::get<RangeSubject>(none).rows.empty());
}

} // namespace
} // namespace ptscope
