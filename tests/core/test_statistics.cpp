// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/stat/advice.h"
#include "core/stat/run_lengths.h"
#include "core/stat/statistics.h"
#include "tests/support/random_dump.h"

namespace ptscope {
namespace {

using namespace test;

/// The head of a real dump (6.1, 4K pages, 48 bits): blocks, pages, a contiguous group, a hole at each level.
SnapshotBuilder smallDump()
{
    SnapshotBuilder dump;
    dump.marker("Linear Mapping start")
        .leaf(2 * mib, Level::Pmd, kernelData({Attr::Block}))
        .leaf(64 * kib, Level::Pte, kernelData({Attr::Contiguous}))
        .leaf(1984 * kib, Level::Pte, kernelText())
        .hole(1020 * mib, Level::Pmd)
        .leaf(3 * gib, Level::Pud, kernelData({Attr::Block}))
        .hole(508 * gib, Level::Pud)
        .marker("Linear Mapping end")
        .hole(512 * gib, Level::Pgd)
        .marker("vmalloc() area")
        .leaf(4 * kib, Level::Pte, kernelData({Attr::Invalid}))
        .leaf(8 * kib, Level::Pte)
        .hole(2036 * kib, Level::Pte)
        .marker("vmalloc() end");
    return dump;
}

TEST(Statistics, FiguresOfASmallDump)
{
    const SnapshotPtr dump = smallDump().build();
    const Statistics all = statisticsOf(*dump);
    EXPECT_EQ(all.total.rows, (RowRange{0, 10}));
    EXPECT_EQ(all.total.mappedBytes, 3 * gib + 4 * mib + 8 * kib);
    EXPECT_EQ(all.total.mappedBytesByLevel, (LevelFigures{0, 0, 3 * gib, 2 * mib, 2 * mib + 8 * kib, 0}));
    EXPECT_EQ(all.total.contiguousBytesByLevel, (LevelFigures{0, 0, 0, 0, 64 * kib, 0}));
    EXPECT_EQ(all.total.holes, 4U);
    EXPECT_EQ(all.total.invalidRows, 1U);
    EXPECT_EQ(all.total.wxBytes, 0U);
    EXPECT_EQ(all.total.tlbEntries, 1U + 1U + 496U + 3U + 2U);
    EXPECT_EQ(all.total.tlbWithoutGroups, 1U + 16U + 496U + 3U + 2U);
    EXPECT_EQ(all.total.tables, (TableCounts{1, 0, 2, 2, 2}));
    ASSERT_EQ(all.regions.size(), 2U);
    EXPECT_EQ(all.regions[0].mappedBytes, 3 * gib + 4 * mib);
    EXPECT_EQ(all.regions[0].tables, (TableCounts{1, 0, 1, 1, 1}));
    EXPECT_EQ(all.regions[1].mappedBytes, 8 * kib);
    EXPECT_EQ(all.regions[1].invalidRows, 1U);
    EXPECT_EQ(all.regions[1].tables, (TableCounts{1, 0, 1, 1, 1}));
}

TEST(Statistics, BytesByAttributesAddUpToMapped)
{
    const SnapshotPtr dump = smallDump().build();
    const Statistics all = statisticsOf(*dump);
    std::map<std::string, std::uint64_t> byWords;
    for (std::uint16_t i = 1; i < dump->attributes().size(); ++i) {
        byWords[dump->attributes().words({i})] = all.mappedBytesByAttributes[i];
    }
    EXPECT_EQ(byWords["RW NX SHD AF BLK UXN MEM/NORMAL"], 3 * gib + 2 * mib);
    EXPECT_EQ(byWords["ro x SHD AF UXN MEM/NORMAL"], 1984 * kib);
    EXPECT_EQ(byWords["F RW NX SHD AF UXN MEM/NORMAL"], 0U) << "an entry without the valid bit maps nothing";
}

TEST(Statistics, WritableAndExecutableIsFound)
{
    Attributes bad = kernelData();
    bad.set(Attr::PrivilegedNx, false);
    const SnapshotPtr dump = SnapshotBuilder().leaf(16 * kib, Level::Pte, bad).leaf(4 * kib, Level::Pte).build();
    EXPECT_EQ(statisticsOf(*dump).total.wxBytes, 16 * kib);
}

TEST(Statistics, TablesSharedByTwoRegionsCountOnceInTotal)
{
    SnapshotBuilder dump;
    dump.marker("Modules start").leaf(64 * kib, Level::Pte).marker("Modules end");
    dump.marker("vmalloc() area").leaf(64 * kib, Level::Pte).marker("vmalloc() end");
    const Statistics all = statisticsOf(*dump.build());
    EXPECT_EQ(all.regions[0].tables, (TableCounts{1, 0, 1, 1, 1}));
    EXPECT_EQ(all.regions[1].tables, (TableCounts{1, 0, 1, 1, 1}));
    EXPECT_EQ(all.total.tables, (TableCounts{1, 0, 1, 1, 1}));
}

TEST(Statistics, FoldedWordsCountWhereTheirEntriesStand)
{
    const PagingGeometry threeLevels = PagingGeometry::make(Granule::Page4K, 39).value();
    // 39 bits: the PGD spans 1G an entry, and kernels up to 6.8 print PGD where others print PUD.
    const SnapshotPtr dump = SnapshotBuilder(threeLevels)
                                 .leaf(gib, Level::Pud, kernelData({Attr::Block}))
                                 .leaf(gib, Level::Pgd, kernelData({Attr::Block}))
                                 .leaf(4 * kib, Level::Pte)
                                 .build();
    const PartStatistics total = statisticsOf(*dump).total;
    EXPECT_EQ(total.tables, (TableCounts{1, 0, 0, 1, 1}));
    EXPECT_EQ(total.mappedBytesByLevel, (LevelFigures{gib, 0, gib, 0, 4 * kib, 0})) << "by the word that was printed";
    EXPECT_EQ(total.tlbEntries, 3U);
}

TEST(Statistics, RowsWithoutALevelWord)
{
    SnapshotBuilder dump;
    dump.leaf(4 * mib, Level::Unknown, kernelData({Attr::Block})).leaf(4 * kib, Level::Unknown);
    const PartStatistics total = statisticsOf(*dump.build()).total;
    EXPECT_EQ(total.tables, (TableCounts{1, 0, 1, 1, 1}));
    EXPECT_EQ(total.tlbEntries, 2U + 1U);
    EXPECT_EQ(total.mappedBytesByLevel[number(Level::Unknown)], 4 * mib + 4 * kib);
}

TEST(Statistics, AnEmptyDumpHasItsTopTableOnly)
{
    const Statistics all = statisticsOf(*SnapshotBuilder().build());
    EXPECT_EQ(all.total.tables, (TableCounts{1, 0, 0, 0, 0}));
    EXPECT_EQ(all.total.mappedBytes, 0U);
}

TEST(Statistics, ARangeCountsOnlyWhatLiesInside)
{
    const SnapshotPtr dump = SnapshotBuilder().leaf(4 * mib, Level::Pte).hole(2 * mib, Level::Pmd).build();
    const AddrRange range = AddrRange::fromSize(dump->extents().first({0}) + ByteCount{mib}, {4 * mib});
    const PartStatistics part = statisticsOfRange(*dump, range);
    EXPECT_EQ(part.mappedBytes, 3 * mib);
    EXPECT_EQ(part.bytesByLeaf[static_cast<std::size_t>(LeafClass::Hole)], mib);
    EXPECT_EQ(part.rows, (RowRange{0, 2}));
    EXPECT_EQ(part.tlbEntries, 3 * mib / (4 * kib));
    EXPECT_EQ(part.tables, (TableCounts{1, 0, 1, 1, 2}));
    EXPECT_EQ(statisticsOfRange(*dump, {{0}, {4095}}).mappedBytes, 0U);
}

TEST(Statistics, RowsUpToTheEndOfTheSpace)
{
    SnapshotBuilder dump;
    dump.at({~std::uint64_t{0} - 8 * mib + 1}).hole(4 * mib, Level::Pmd).leaf(4 * mib, Level::Pte);
    const PartStatistics total = statisticsOf(*dump.build()).total;
    EXPECT_EQ(total.mappedBytes, 4 * mib);
    EXPECT_EQ(total.tables, (TableCounts{1, 0, 1, 1, 2}));
}

// --- against a slow program that keeps sets -----------------------------------------------------------------------------

Attributes fewAttributes()
{
    Attributes attributes = kernelData();
    for (const Attr attr : {Attr::Contiguous, Attr::ReadOnly, Attr::PrivilegedNx, Attr::Block}) {
        attributes.set(attr, *rc::gen::arbitrary<bool>());
    }
    attributes.set(Attr::Invalid, *rc::gen::inRange(0, 5) == 0);
    return attributes;
}

SnapshotPtr dumpOfFewRows(const PagingGeometry &geometry)
{
    SnapshotBuilder dump(geometry);
    const int rows = *rc::gen::inRange(0, 40);
    for (int i = 0; i < rows; ++i) {
        if (*rc::gen::inRange(0, 6) == 0) {
            dump.marker(*rc::gen::element<std::string>("Modules start", "Modules end", "vmalloc() area",
                                                       "Linear Mapping start"));
        }
        const Level level = levelFromNumber(*rc::gen::inRange(0U, 6U));
        const std::uint64_t span = geometry.span(level).value;
        // Aligned as the kernel's rows are; the gap leaves addresses out, as kernels up to 5.5 do.
        const std::uint64_t first = (dump.next().value + span - 1) / span * span + span * *rc::gen::inRange(0U, 3U);
        const std::uint64_t size = span * *rc::gen::inRange(1U, 700U);
        if (first < dump.next().value || first + size - 1 < first) {
            break;
        }
        dump.at({first});
        *rc::gen::arbitrary<bool>() ? dump.hole(size, level) : dump.leaf(size, level, fewAttributes());
        if (dump.next().value == 0) {
            break;
        }
    }
    return dump.build();
}

TableCounts slowTables(const Snapshot &dump, RowRange rows)
{
    const PagingGeometry &geometry = dump.geometry();
    std::array<std::set<std::uint64_t>, levelCount> slots;
    for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
        const Attributes &attributes = dump.attributesOf({i});
        Level level = dump.extents().level({i});
        if (level == Level::Unknown) {
            level = attributes.has(Attr::Block) ? Level::Pmd : Level::Pte;
        }
        level = geometry.canonical(level);
        for (const Level k : allLevels) {
            if (k == Level::Pgd || geometry.isFolded(k) || number(k) > number(level)) {
                continue;
            }
            const std::uint64_t tableSpan = geometry.span(geometry.above(k)).value;
            const AddrRange range = dump.extents().range({i});
            for (std::uint64_t slot = range.first.value / tableSpan; slot <= range.last.value / tableSpan; ++slot) {
                slots[number(k)].insert(slot);
            }
        }
    }
    TableCounts counts{1, slots[1].size(), slots[2].size(), slots[3].size(), slots[4].size()};
    return counts;
}

PartStatistics slowStatistics(const Snapshot &dump, RowRange rows)
{
    PartStatistics part;
    part.rows = rows;
    part.tables = slowTables(dump, rows);
    for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
        const std::uint64_t bytes = dump.extents().range({i}).size().value;
        const RowClass rowClass = dump.classOf({i});
        part.bytesByLeaf[static_cast<std::size_t>(rowClass.leaf)] += bytes;
        part.bytesByAccess[static_cast<std::size_t>(rowClass.access)] += bytes;
        part.holes += dump.extents().attributes({i}).isHole() ? 1U : 0U;
        part.invalidRows += !dump.attributesOf({i}).valid() ? 1U : 0U;
        if (!dump.isMapped({i})) {
            continue;
        }
        const auto word = number(dump.extents().level({i}));
        part.mappedBytes += bytes;
        part.mappedBytesByLevel[word] += bytes;
        part.contiguousBytesByLevel[word] += dump.attributesOf({i}).contiguous() ? bytes : 0;
        part.wxBytes += dump.attributesOf({i}).writableAndExecutable() ? bytes : 0;
        part.tlbEntries += tlbEntries(dump, {i});
        part.tlbWithoutGroups += costOf(dump, {i}).tlbWithoutGroups;
    }
    return part;
}

void expectEqual(const PartStatistics &got, const PartStatistics &want)
{
    RC_ASSERT(got.rows == want.rows);
    RC_ASSERT(got.mappedBytes == want.mappedBytes);
    RC_ASSERT(got.mappedBytesByLevel == want.mappedBytesByLevel);
    RC_ASSERT(got.contiguousBytesByLevel == want.contiguousBytesByLevel);
    RC_ASSERT(got.bytesByLeaf == want.bytesByLeaf);
    RC_ASSERT(got.bytesByAccess == want.bytesByAccess);
    RC_ASSERT(got.wxBytes == want.wxBytes);
    RC_ASSERT(got.holes == want.holes);
    RC_ASSERT(got.invalidRows == want.invalidRows);
    RC_ASSERT(got.tlbEntries == want.tlbEntries);
    RC_ASSERT(got.tlbWithoutGroups == want.tlbWithoutGroups);
    RC_ASSERT(got.tables == want.tables);
}

RC_GTEST_PROP(StatisticsProperty, RunLengthsEqualTheSlowProgram, ())
{
    const SnapshotPtr dump = dumpOfFewRows(anyGeometry());
    const std::uint32_t rows = dump->extents().size();
    const std::uint32_t begin = *rc::gen::inRange(0U, rows + 1);
    const RowRange some{begin, *rc::gen::inRange(begin, rows + 1)};
    const RunLengths lengths = runLengthsOf(*dump, some);
    for (unsigned bucket = 0; bucket < RunLengths::bucketCount; ++bucket) {
        std::map<LeafClass, RunCount> want;
        for (std::uint32_t row = some.begin; row < some.end; ++row) {
            const std::uint64_t bytes = dump->extents().range({row}).size().value;
            const bool longEnough = bytes >= (std::uint64_t{1} << bucket);
            const bool tooLong = bucket + 1 < RunLengths::bucketCount && bytes >= (std::uint64_t{1} << (bucket + 1));
            if (dump->isMapped({row}) && longEnough && !tooLong) {
                ++want[dump->classOf({row}).leaf].runs;
                want[dump->classOf({row}).leaf].bytes += bytes;
            }
        }
        for (std::size_t leaf = 0; leaf < leafClassCount; ++leaf) {
            RC_ASSERT(lengths.buckets[bucket][leaf] == want[static_cast<LeafClass>(leaf)]);
        }
    }
}

TEST(Statistics, RunLengthsOfASmallDump)
{
    const SnapshotPtr dump = smallDump().build();
    const RunLengths lengths = runLengthsOf(*dump, {0, dump->extents().size()});
    EXPECT_EQ(lengths.total(12), (RunCount{0, 0})) << "the only 4K run is no valid one";
    EXPECT_EQ(lengths.total(13), (RunCount{1, 8 * kib}));
    EXPECT_EQ(lengths.total(16), (RunCount{1, 64 * kib}));
    EXPECT_EQ(lengths.total(20), (RunCount{1, 1984 * kib}));
    EXPECT_EQ(lengths.total(21), (RunCount{1, 2 * mib}));
    EXPECT_EQ(lengths.total(31), (RunCount{1, 3 * gib}));
}

RC_GTEST_PROP(StatisticsProperty, EqualTheSlowProgram, ())
{
    const SnapshotPtr dump = dumpOfFewRows(anyGeometry());
    const Statistics all = statisticsOf(*dump);
    expectEqual(all.total, slowStatistics(*dump, {0, dump->extents().size()}));
    RC_ASSERT(all.regions.size() == dump->regions().size());
    for (std::size_t i = 0; i < all.regions.size(); ++i) {
        expectEqual(all.regions[i], slowStatistics(*dump, dump->regions()[i].rows));
    }
    const std::uint32_t rows = dump->extents().size();
    const std::uint32_t begin = *rc::gen::inRange(0U, rows + 1);
    const RowRange some{begin, *rc::gen::inRange(begin, rows + 1)};
    expectEqual(statisticsOfRows(*dump, some), slowStatistics(*dump, some));
    RC_ASSERT(countTables(*dump, some) == slowTables(*dump, some));
}

} // namespace
} // namespace ptscope
