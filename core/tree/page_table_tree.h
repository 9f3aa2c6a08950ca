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

enum class EntryKind : std::uint8_t { Table, Leaf, Hole, Unprinted };

/// A run of neighbouring entries of one table that are alike. A table entry stands alone; leaves and holes come as runs.
struct EntryRun {
    EntryKind kind = EntryKind::Hole;
    unsigned firstIndex = 0;
    unsigned lastIndex = 0;
    AddrRange range;          ///< what the entries span
    RowIndex row;             ///< the row that says so; for tables the first row below
    AttributeId attributes;   ///< of leaves
    unsigned count() const { return lastIndex - firstIndex + 1; }
};

struct TableUse {
    unsigned entries = 0;
    unsigned tables = 0;
    unsigned leaves = 0;
    unsigned holes = 0;
    unsigned used() const { return tables + leaves; }
};

/// The page-table tree that a dump proves. Implicit: a node is (level, address), children are found by bisection and come
/// as runs; the tree itself takes no memory. O(log rows) per entry run.
class PageTableTree
{
public:
    explicit PageTableTree(const Snapshot &snapshot) : m_snapshot(snapshot) {}

    TableNode root() const;
    /// The entries of a table in index order, runs folded.
    std::vector<EntryRun> entries(TableNode table) const;
    /// What stands at `index` of a table (a run of one).
    EntryRun entry(TableNode table, unsigned index) const;
    TableUse use(TableNode table) const;
    /// The table a Table entry points to.
    TableNode child(TableNode table, unsigned index) const;
    /// The walk to `address`: one step a level, from the PGD to the entry that ends it.
    struct Step {
        TableNode table;
        EntryRun entry; ///< a run of one
    };
    std::vector<Step> walk(VirtAddr address) const;
    /// Range that a table spans, kept inside the half of the address space the dump describes.
    AddrRange range(TableNode table) const;

private:
    const Snapshot &m_snapshot;
};

} // namespace ptscope
