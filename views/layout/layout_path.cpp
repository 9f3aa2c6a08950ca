// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/layout_path.h"

#include <algorithm>

namespace ptscope {

namespace {

/// The table below `table`, among those that `within` touches, that most rows describe.
std::optional<TableNode> busiestChild(const Snapshot &snapshot, const PageTableTree &tree, TableNode table,
                                      AddrRange within)
{
    const std::vector<EntryRun> runs = tree.entries(table);
    std::optional<unsigned> found;
    std::uint32_t most = 0;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const EntryRun &run = runs[i];
        if (run.kind != EntryKind::Table || !run.range.overlaps(within)) {
            continue;
        }
        // The rows below an entry are those up to the first one of the next.
        const std::uint32_t rows =
            i + 1 < runs.size() ? runs[i + 1].row.value - run.row.value : snapshot.extents().rowsIn(run.range).count();
        if (!found || rows > most) {
            found = indicesIn(snapshot.geometry(), tree, table, intersection(run.range, within))->first;
            most = rows;
        }
    }
    return found ? std::optional(tree.child(table, *found)) : std::nullopt;
}

/// The tables from the root towards `range`, and where it spans several, the fullest of them.
std::vector<TableNode> tablesTo(const Snapshot &snapshot, const PageTableTree &tree, AddrRange range)
{
    std::vector<TableNode> tables{tree.root()};
    while (tables.back().level != Level::Pte) {
        const AddrRange whole = tree.range(tables.back());
        const bool touches = whole.overlaps(range);
        auto next = touches ? busiestChild(snapshot, tree, tables.back(), range) : std::nullopt;
        if (!next) {
            next = busiestChild(snapshot, tree, tables.back(), whole);
        }
        if (!next) {
            break;
        }
        tables.push_back(*next);
    }
    return tables;
}

} // namespace

LayoutPath::LayoutPath(const Snapshot &snapshot, const PageTableTree &tree)
{
    if (!snapshot.extents().empty()) {
        m_tables = tablesTo(snapshot, tree, tree.range(tree.root()));
        m_front = m_tables.size() - 1;
    }
}

void LayoutPath::setFront(std::size_t table)
{
    m_front = std::min(table, m_tables.size() - 1);
}

std::size_t LayoutPath::show(const Snapshot &snapshot, const PageTableTree &tree, AddrRange range)
{
    const auto holderIn = [&](const std::vector<TableNode> &tables) {
        std::size_t deepest = 0;
        for (std::size_t i = 0; i < tables.size(); ++i) {
            deepest = tree.range(tables[i]).contains(range) ? i : deepest;
        }
        return deepest;
    };
    const std::vector<TableNode> wanted = tablesTo(snapshot, tree, range);
    const std::size_t holder = holderIn(wanted);
    const bool isOpen = holder < m_tables.size() && m_tables[holder] == wanted[holder];
    // A range that spans several tables opens the fullest, unless one of them is open already.
    const bool seen = isOpen
        && (holder + 1 >= m_tables.size() || holder + 1 >= wanted.size()
            || tree.range(m_tables[holder + 1]).overlaps(range) || !tree.range(wanted[holder + 1]).overlaps(range));
    if (!seen) {
        m_tables = wanted;
    }
    setFront(std::max(m_front, holder));
    return holder;
}

std::optional<IndexRange> indicesIn(const PagingGeometry &geometry, const PageTableTree &tree, TableNode table,
                                    AddrRange range)
{
    const AddrRange whole = tree.range(table);
    if (!whole.overlaps(range)) {
        return std::nullopt;
    }
    const AddrRange part = intersection(whole, range);
    const unsigned shift = geometry.shift(table.level);
    return IndexRange{static_cast<unsigned>((part.first - table.base).value >> shift),
                      static_cast<unsigned>((part.last - table.base).value >> shift)};
}

std::vector<TableNode> siblingsOf(const PageTableTree &tree, TableNode parent)
{
    std::vector<TableNode> tables;
    for (const EntryRun &run : tree.entries(parent)) {
        for (unsigned i = run.firstIndex; run.kind == EntryKind::Table && i <= run.lastIndex; ++i) {
            tables.push_back(tree.child(parent, i));
        }
    }
    return tables;
}

} // namespace ptscope
