// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/tree/page_table_tree.h"

namespace ptscope {

/// Which tables lie open: one a level, from the root down as far as there are tables, and which one is in front. What
/// was open below stays open while one looks at the levels above, so that no place is lost.
class LayoutPath
{
public:
    LayoutPath() = default;
    /// Opens the tables with the most rows below: where there is most to see.
    LayoutPath(const Snapshot &snapshot, const PageTableTree &tree);

    bool empty() const { return m_tables.empty(); }
    const std::vector<TableNode> &tables() const { return m_tables; }
    /// Number of the table in front, the deepest of those shown large; its parent stands beside it.
    std::size_t front() const { return m_front; }
    void setFront(std::size_t table);

    /// Opens the tables that lead to `range`. Another one comes to the front only where the range would not be seen.
    /// Returns the number of the deepest table that holds the whole range.
    std::size_t show(const Snapshot &snapshot, const PageTableTree &tree, AddrRange range);

private:
    std::vector<TableNode> m_tables;
    std::size_t m_front = 0;
};

/// Numbers of the entries of `table` that `range` touches; nothing when none.
struct IndexRange {
    unsigned first = 0;
    unsigned last = 0;
    unsigned count() const { return last - first + 1; }
};
std::optional<IndexRange> indicesIn(const PagingGeometry &geometry, const PageTableTree &tree, TableNode table,
                                    AddrRange range);

/// The tables beside `table`: all that the table above points to, in order. The root has none but itself.
std::vector<TableNode> siblingsOf(const PageTableTree &tree, TableNode parent);

} // namespace ptscope
