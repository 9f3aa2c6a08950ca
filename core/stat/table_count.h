// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

#include "core/base/units.h"
#include "core/stat/statistics.h"

namespace ptscope {

/// Counts the tables that ascending rows prove. Since rows ascend, a table is new exactly when its slot lies behind the
/// last one counted: no set is needed, and a row inside the last table costs one comparison.
class TableCounter
{
public:
    explicit TableCounter(const PagingGeometry &geometry) : m_geometry(geometry) { restart(); }

    /// Forgets all tables: a new part of the dump begins.
    void restart();
    /// True when a row of `level` (canonical) that ends in `lastSlot` may prove a table not counted yet.
    bool isNew(Level level, std::uint64_t lastSlot) const { return lastSlot >= m_next[number(level)]; }
    void add(Level level, AddrRange range);
    const TableCounts &counts() const { return m_counts; }

private:
    const PagingGeometry &m_geometry;
    std::array<std::uint64_t, levelCount> m_next{}; ///< one behind the last slot counted
    TableCounts m_counts{};
};

} // namespace ptscope
