// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/snapshot/snapshot.h"

namespace ptscope {

/// One page-table page: its entries are of `level`, its first entry spans `base`. Levels are canonical.
struct TableNode {
    Level level = Level::Pgd;
    VirtAddr base;
    bool operator==(const TableNode &) const = default;
};

enum class EntryKind : std::uint8_t {
    Table,
    Leaf, ///< maps memory, or is not zero and not valid ("F")
    Hole,
    Unprinted ///< no row speaks of it: kernels up to 5.5 print no holes, extracts are cut
};

/// A run of neighbouring entries of one table that are alike because one row says so.
struct EntryRun {
    EntryKind kind = EntryKind::Unprinted;
    /// Of tables: one row fills all that lies below, as with a linear map by pages. Only such tables come as runs, the
    /// others stand alone. KASAN's shared shadow prints like this too, and the text cannot tell it apart: the tables
    /// below are then an upper bound (Snapshot::tablesProven()).
    bool uniform = false;
    unsigned firstIndex = 0;
    unsigned lastIndex = 0;
    AddrRange range;        ///< what the entries span
    RowIndex row;           ///< the row that says so; of tables the first row below; of unprinted ones the next row
    AttributeId attributes; ///< of leaves and uniform tables

    unsigned count() const { return lastIndex - firstIndex + 1; }
};

struct TableUse {
    unsigned entries = 0;
    unsigned tables = 0;
    unsigned leaves = 0;
    unsigned holes = 0;
    unsigned unprinted = 0;
    unsigned used() const { return tables + leaves; }
};

TableUse useOf(const std::vector<EntryRun> &entries);

/// The page-table tree that a dump proves. Implicit: a node is (level, address), children are found by bisection and come
/// as runs; the tree itself takes no memory. O(log rows) per run.
///
/// Where a text contradicts itself (a row that begins inside an entry of its level, after damage or a racing change), an
/// entry with rows of a lower level is a table, else the first mapped row in it wins.
class PageTableTree
{
public:
    explicit PageTableTree(const Snapshot &snapshot);

    /// Its base tells the half of the address space: the kernel's, or 0 for EFI's tables.
    TableNode root() const { return {Level::Pgd, m_base}; }
    /// The entries of a table in index order, runs folded.
    std::vector<EntryRun> entries(TableNode table) const;
    /// What stands at `index` of a table (a run of one).
    EntryRun entry(TableNode table, unsigned index) const;
    TableUse use(TableNode table) const { return useOf(entries(table)); }
    /// The table a Table entry points to.
    TableNode child(TableNode table, unsigned index) const;
    /// The walk to `address`: one step a level, from the PGD to the entry that ends it. Empty when the address is in the
    /// other half of the address space.
    struct Step {
        TableNode table;
        EntryRun entry; ///< a run of one
    };
    std::vector<Step> walk(VirtAddr address) const;
    /// Range that a table spans.
    AddrRange range(TableNode table) const;

private:
    EntryRun runAt(TableNode table, unsigned index, std::uint32_t row) const;
    EntryRun mixedEntry(TableNode table, unsigned index, std::uint32_t row) const;
    EntryRun entryRun(TableNode table, unsigned firstIndex, unsigned lastIndex) const;
    bool isBelow(std::uint32_t row, Level level) const;
    void describe(EntryRun &run, Level level, std::uint32_t row) const;

    const Snapshot &m_snapshot;
    VirtAddr m_base;
};

} // namespace ptscope
