// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stat/table_count.h"

#include <algorithm>
#include <limits>

namespace ptscope {

void TableCounter::restart()
{
    m_next.fill(0);
    m_next[number(Level::Pgd)] = std::numeric_limits<std::uint64_t>::max();
    m_counts.fill(0);
    m_counts[number(Level::Pgd)] = 1;
}

void TableCounter::add(Level level, AddrRange range)
{
    for (unsigned k = number(Level::P4d); k <= number(level); ++k) {
        const Level tables = levelFromNumber(k);
        if (m_geometry.isFolded(tables)) {
            continue;
        }
        const unsigned shift = m_geometry.tableShift(tables);
        const std::uint64_t from = std::max(range.first.value >> shift, m_next[k]);
        const std::uint64_t behind = (range.last.value >> shift) + 1;
        if (from < behind) {
            m_counts[k] += behind - from;
            m_next[k] = behind;
        }
    }
}

TableCounts countTables(const Snapshot &snapshot, RowRange rows)
{
    const ExtentTable &extents = snapshot.extents();
    TableCounter counter(snapshot.geometry());
    for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
        counter.add(entryLevel(snapshot.geometry(), extents.level({i}), snapshot.attributesOf({i})),
                    extents.range({i}));
    }
    return counter.counts();
}

} // namespace ptscope
