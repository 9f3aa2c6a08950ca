// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/stat/statistics.h"
#include "core/tree/page_table_tree.h"
#include "tests/support/snapshot_builder.h"

namespace ptscope {
namespace {

using namespace test;

std::string kinds(const std::vector<EntryRun> &runs)
{
    std::string out;
    for (const EntryRun &run : runs) {
        const char *kind = run.kind == EntryKind::Table ? (run.uniform ? "uniform" : "table")
            : run.kind == EntryKind::Leaf               ? "leaf"
            : run.kind == EntryKind::Hole               ? "hole"
                                                        : "unprinted";
        out += std::to_string(run.firstIndex) + "-" + std::to_string(run.lastIndex) + " " + kind + "; ";
    }
    return out;
}

TEST(PageTableTree, TheHeadOfARealDump)
{
    const SnapshotPtr dump = SnapshotBuilder()
                                 .leaf(2 * mib, Level::Pmd, kernelData({Attr::Block}))
                                 .leaf(64 * kib, Level::Pte, kernelData({Attr::Contiguous}))
                                 .leaf(1984 * kib, Level::Pte)
                                 .leaf(4 * mib, Level::Pte, kernelText())
                                 .hole(1016 * mib, Level::Pmd)
                                 .leaf(3 * gib, Level::Pud, kernelData({Attr::Block}))
                                 .hole(508 * gib, Level::Pud)
                                 .hole(255 * 512 * gib, Level::Pgd)
                                 .hole(256 * 512 * gib, Level::Pgd)
                                 .build();
    const PageTableTree tree(*dump);
    const TableNode pgd = tree.root();
    EXPECT_EQ(pgd, (TableNode{Level::Pgd, {0xffff000000000000}}));
    EXPECT_EQ(kinds(tree.entries(pgd)), "0-0 table; 1-255 hole; 256-511 hole; ");
    const TableNode pud = tree.child(pgd, 0);
    EXPECT_EQ(pud, (TableNode{Level::Pud, {0xffff000000000000}}));
    EXPECT_EQ(kinds(tree.entries(pud)), "0-0 table; 1-3 leaf; 4-511 hole; ");
    const TableNode pmd = tree.child(pud, 0);
    EXPECT_EQ(kinds(tree.entries(pmd)), "0-0 leaf; 1-1 table; 2-3 uniform; 4-511 hole; ");
    const TableNode pte = tree.child(pmd, 1);
    EXPECT_EQ(pte, (TableNode{Level::Pte, {0xffff000000200000}}));
    EXPECT_EQ(kinds(tree.entries(pte)), "0-15 leaf; 16-511 leaf; ");
    EXPECT_EQ(kinds(tree.entries(tree.child(pmd, 3))), "0-511 leaf; ");
    EXPECT_EQ(tree.use(pmd).tables, 3U);
    EXPECT_EQ(tree.use(pmd).used(), 4U);
    EXPECT_EQ(tree.use(pmd).entries, 512U);
}

TEST(PageTableTree, TheWalkNamesEachTableAndEntry)
{
    const SnapshotPtr dump =
        SnapshotBuilder().at({0xffff800008010000}).leaf(3648 * kib, Level::Pte, kernelText()).build();
    const auto steps = PageTableTree(*dump).walk({0xffff800008020123});
    ASSERT_EQ(steps.size(), 4U);
    EXPECT_EQ(steps[0].entry.firstIndex, 0x100U);
    EXPECT_EQ(steps[1].entry.firstIndex, 0x000U);
    EXPECT_EQ(steps[2].entry.firstIndex, 0x040U);
    EXPECT_EQ(steps[3].entry.firstIndex, 0x020U);
    EXPECT_EQ(steps[2].table, (TableNode{Level::Pmd, {0xffff800000000000}}));
    EXPECT_EQ(steps[3].entry.kind, EntryKind::Leaf);
    EXPECT_EQ(steps[3].entry.range, AddrRange::fromSize({0xffff800008020000}, {4 * kib}));
}

TEST(PageTableTree, AnAddressOfTheOtherHalfHasNoWalk)
{
    const SnapshotPtr dump = SnapshotBuilder().leaf(4 * kib, Level::Pte).build();
    EXPECT_TRUE(PageTableTree(*dump).walk({0x1000}).empty());
    EXPECT_TRUE(PageTableTree(*dump).walk({0xfffe000000000000}).empty());
}

TEST(PageTableTree, EfiTablesStandInTheLowerHalf)
{
    const SnapshotPtr dump = SnapshotBuilder().at({0}).hole(512 * gib, Level::Pgd).leaf(64 * kib, Level::Pte).build();
    const PageTableTree tree(*dump);
    EXPECT_EQ(tree.root().base, VirtAddr{0});
    EXPECT_EQ(kinds(tree.entries(tree.root())), "0-0 hole; 1-1 table; 2-511 unprinted; ");
    EXPECT_EQ(tree.walk({512 * gib + 5}).size(), 4U);
}

TEST(PageTableTree, ABogusFirstHoleDoesNotMoveTheRoot)
{
    SnapshotBuilder dump;
    dump.at({0}).hole(0xffff000000000000, Level::Pgd).leaf(4 * kib, Level::Pte);
    EXPECT_EQ(PageTableTree(*dump.build()).root().base, VirtAddr{0xffff000000000000});
}

TEST(PageTableTree, AnEmptyDump)
{
    const SnapshotPtr dump = SnapshotBuilder().build();
    const PageTableTree tree(*dump);
    EXPECT_EQ(kinds(tree.entries(tree.root())), "0-511 unprinted; ");
    EXPECT_EQ(tree.walk(tree.root().base).size(), 1U);
}

TEST(PageTableTree, KasanShadowIsTablesFilledByOneRow)
{
    // Shared shadow tables print as one row of level PTE, terabytes long (reference/ptdump-formats.md, 2.1).
    const SnapshotPtr dump =
        SnapshotBuilder().leaf(8192 * gib, Level::Pte, kernelText()).hole(512 * gib, Level::Pgd).build();
    const PageTableTree tree(*dump);
    const auto runs = tree.entries(tree.root());
    EXPECT_EQ(kinds(runs), "0-15 uniform; 16-16 hole; 17-511 unprinted; ");
    EXPECT_EQ(runs[0].attributes, dump->extents().attributes({0}));
    EXPECT_EQ(tree.walk({0xffff000000000000}).back().entry.kind, EntryKind::Leaf);
    EXPECT_EQ(tree.walk({0xffff000000000000}).size(), 4U);
}

TEST(PageTableTree, TextThatContradictsItselfHasARule)
{
    // PMD rows that begin and end inside an entry of 2M: the mapped one wins. PTE rows below make it a table.
    SnapshotBuilder dump;
    dump.hole(1 * mib, Level::Pmd).leaf(2 * mib, Level::Pmd, kernelData({Attr::Block})).hole(1 * mib, Level::Pmd);
    dump.hole(1 * mib, Level::Pmd).leaf(1 * mib, Level::Pte);
    const SnapshotPtr snapshot = dump.build();
    const PageTableTree tree(*snapshot);
    const TableNode pmd{Level::Pmd, tree.root().base};
    EXPECT_EQ(kinds(tree.entries(pmd)), "0-0 leaf; 1-1 leaf; 2-2 table; 3-511 unprinted; ");
    EXPECT_EQ(kinds(tree.entries(tree.child(pmd, 2))), "0-255 hole; 256-511 leaf; ");
}

// --- against tables that a small kernel of our own dumps -----------------------------------------------------------------

struct ModelTable;

struct ModelEntry {
    EntryKind kind = EntryKind::Hole;
    AttributeId attributes;
    std::unique_ptr<ModelTable> table;
};

struct ModelTable {
    Level level;
    VirtAddr base;
    std::vector<ModelEntry> entries;
};

/// What generic ptdump does (mm/ptdump.c and arch/arm64/mm/ptdump.c:note_page): a row ends where level or value change.
class ModelKernel
{
public:
    explicit ModelKernel(const PagingGeometry &geometry, bool printsHoles)
        : m_geometry(geometry), m_printsHoles(printsHoles), m_builder(geometry)
    {
        m_attributes = {kernelData(), kernelText(), kernelData({Attr::Contiguous}), kernelData({Attr::Invalid})};
        m_top = makeTable(Level::Pgd, geometry.kernelBase());
        note(*m_top);
        flush();
    }

    const ModelTable &top() const { return *m_top; }
    SnapshotPtr dump() { return m_builder.build(); }

private:
    std::unique_ptr<ModelTable> makeTable(Level level, VirtAddr base)
    {
        auto table = std::make_unique<ModelTable>(ModelTable{level, base, {}});
        const unsigned count = m_geometry.entries(level);
        table->entries.resize(count);
        unsigned index = 0;
        while (index < count) {
            const unsigned length = *rc::gen::element(1U, 2U, 16U, count);
            const auto kind = *rc::gen::weightedElement<EntryKind>(
                {{3, EntryKind::Hole}, {2, EntryKind::Leaf}, {level == Level::Pte ? 0U : 3U, EntryKind::Table}});
            const unsigned end = std::min(count, index + (kind == EntryKind::Table ? 1U : length));
            const AttributeId id{static_cast<std::uint16_t>(*rc::gen::inRange(1U, 5U))};
            for (; index < end; ++index) {
                fill(*table, index, kind, id);
            }
        }
        return table;
    }

    void fill(ModelTable &table, unsigned index, EntryKind kind, AttributeId id)
    {
        ModelEntry &entry = table.entries[index];
        if (kind == EntryKind::Leaf) {
            entry.kind = kind;
            entry.attributes = id;
        } else if (kind == EntryKind::Table && m_tables < 40) {
            ++m_tables;
            entry.kind = kind;
            entry.table = makeTable(m_geometry.below(table.level), table.base + m_geometry.span(table.level) * index);
        }
    }

    void note(const ModelTable &table)
    {
        for (unsigned i = 0; i < table.entries.size(); ++i) {
            const ModelEntry &entry = table.entries[i];
            if (entry.kind == EntryKind::Table) {
                note(*entry.table);
                continue;
            }
            const VirtAddr first = table.base + m_geometry.span(table.level) * i;
            const bool markerHere = *rc::gen::inRange(0, 400) == 0;
            if (m_rowBytes == 0 || m_level != table.level || m_id != entry.attributes || markerHere) {
                flush();
                m_first = first;
                m_level = table.level;
                m_id = entry.attributes;
            }
            m_rowBytes += m_geometry.span(table.level).value;
        }
    }

    void flush()
    {
        if (m_rowBytes != 0 && (m_printsHoles || !m_id.isHole())) {
            m_builder.at(m_first);
            m_id.isHole() ? m_builder.hole(m_rowBytes, m_level)
                          : m_builder.leaf(m_rowBytes, m_level, m_attributes[m_id.value - 1U]);
        }
        m_rowBytes = 0;
    }

    PagingGeometry m_geometry;
    bool m_printsHoles;
    SnapshotBuilder m_builder;
    std::vector<Attributes> m_attributes;
    unsigned m_tables = 0;
    std::unique_ptr<ModelTable> m_top;
    VirtAddr m_first;
    Level m_level = Level::Pgd;
    AttributeId m_id;
    std::uint64_t m_rowBytes = 0;
};

bool holdsLeaves(const ModelTable &table)
{
    return std::any_of(table.entries.begin(), table.entries.end(), [](const ModelEntry &entry) {
        return entry.kind == EntryKind::Leaf || (entry.table && holdsLeaves(*entry.table));
    });
}

/// What the text still tells of an entry when holes are not printed.
EntryKind visibleKind(const ModelEntry &entry, bool printsHoles)
{
    if (printsHoles) {
        return entry.kind;
    }
    const bool visible = entry.kind == EntryKind::Leaf || (entry.table && holdsLeaves(*entry.table));
    return visible ? entry.kind : EntryKind::Unprinted;
}

void expectSameTable(const PageTableTree &tree, const Snapshot &dump, const ModelTable &model, bool printsHoles)
{
    const TableNode node{model.level, model.base};
    unsigned next = 0;
    for (const EntryRun &run : tree.entries(node)) {
        RC_ASSERT(run.firstIndex == next);
        RC_ASSERT(run.range.first == model.base + dump.geometry().span(model.level) * next);
        for (; next <= run.lastIndex; ++next) {
            const ModelEntry &entry = model.entries[next];
            RC_ASSERT(run.kind == visibleKind(entry, printsHoles));
            if (run.kind == EntryKind::Leaf) {
                RC_ASSERT(dump.attributes().at(run.attributes) == dump.attributesOf(run.row));
                RC_ASSERT(dump.extents().range(run.row).contains(run.range));
            }
            const EntryRun one = tree.entry(node, next);
            RC_ASSERT(one.kind == run.kind && one.count() == 1 && one.firstIndex == next);
            if (run.kind == EntryKind::Table) {
                RC_ASSERT((tree.child(node, next) == TableNode{entry.table->level, entry.table->base}));
                expectSameTable(tree, dump, *entry.table, printsHoles);
            }
        }
    }
    RC_ASSERT(next == dump.geometry().entries(model.level));
}

PagingGeometry anyGeometry()
{
    // Two, three, four and five levels; a top table with few entries and one of full size.
    const auto [granule, bits] = *rc::gen::element(std::pair{Granule::Page4K, 30U}, std::pair{Granule::Page4K, 39U},
                                                   std::pair{Granule::Page4K, 48U}, std::pair{Granule::Page4K, 52U},
                                                   std::pair{Granule::Page16K, 36U}, std::pair{Granule::Page16K, 47U},
                                                   std::pair{Granule::Page16K, 48U}, std::pair{Granule::Page64K, 42U});
    return PagingGeometry::make(granule, bits).value();
}

RC_GTEST_PROP(PageTableTreeProperty, GivesBackTheTablesThatWereDumped, ())
{
    const bool printsHoles = *rc::gen::arbitrary<bool>();
    ModelKernel kernel(anyGeometry(), printsHoles);
    const SnapshotPtr dump = kernel.dump();
    const PageTableTree tree(*dump);
    RC_PRE(!dump->extents().empty());
    RC_ASSERT(tree.root().base == kernel.top().base);
    expectSameTable(tree, *dump, kernel.top(), printsHoles);
}

std::uint64_t leafBytes(const PageTableTree &tree, const Snapshot &dump, TableNode table)
{
    std::uint64_t bytes = 0;
    for (const EntryRun &run : tree.entries(table)) {
        if (run.kind == EntryKind::Table && !run.uniform) {
            bytes += leafBytes(tree, dump, tree.child(table, run.firstIndex));
        } else if (run.kind == EntryKind::Leaf || run.uniform) {
            bytes += dump.isMapped(run.row) ? run.range.size().value : 0;
        }
    }
    return bytes;
}

RC_GTEST_PROP(PageTableTreeProperty, LeafBytesEqualTheStatistics, ())
{
    ModelKernel kernel(anyGeometry(), *rc::gen::arbitrary<bool>());
    const SnapshotPtr dump = kernel.dump();
    const PageTableTree tree(*dump);
    RC_ASSERT(leafBytes(tree, *dump, tree.root()) == statisticsOf(*dump).total.mappedBytes);
}

RC_GTEST_PROP(PageTableTreeProperty, TheWalkEndsAtTheRowThatHoldsTheAddress, ())
{
    ModelKernel kernel(anyGeometry(), *rc::gen::arbitrary<bool>());
    const SnapshotPtr dump = kernel.dump();
    const PageTableTree tree(*dump);
    const AddrRange whole = tree.range(tree.root());
    for (int i = 0; i < 100; ++i) {
        const VirtAddr address =
            whole.first + ByteCount{*rc::gen::arbitrary<std::uint64_t>() & (whole.size().value - 1)};
        const auto steps = tree.walk(address);
        RC_ASSERT(!steps.empty());
        const EntryRun &end = steps.back().entry;
        RC_ASSERT(end.range.contains(address));
        const auto row = dump->extents().find(address);
        RC_ASSERT(row.has_value() == (end.kind != EntryKind::Unprinted));
        RC_ASSERT(!row || *row == end.row);
        for (std::size_t s = 0; s + 1 < steps.size(); ++s) {
            RC_ASSERT(steps[s].entry.kind == EntryKind::Table);
            RC_ASSERT(tree.child(steps[s].table, steps[s].entry.firstIndex) == steps[s + 1].table);
        }
    }
}

} // namespace
} // namespace ptscope
