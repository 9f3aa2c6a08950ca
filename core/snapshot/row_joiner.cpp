// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/row_joiner.h"

#include <algorithm>

namespace ptscope {

void RowJoiner::add(AddrRange range, Level level, AttributeId attributes, std::uint32_t line)
{
    while (m_nextBorder < m_borders.size() && m_borders[m_nextBorder] <= range.last.value) {
        const std::uint64_t border = m_borders[m_nextBorder++];
        if (border > range.first.value) {
            append({{range.first, {border - 1}}, level, attributes, line});
            range.first = {border};
        }
        m_closed = true;
    }
    append({range, level, attributes, line});
}

void RowJoiner::append(const Extent &row)
{
    const RowIndex last{m_rows.size() - 1};
    const bool goesOn = !m_rows.empty() && !m_closed && m_rows.level(last) == row.level
        && m_rows.attributes(last) == row.attributes && m_rows.last(last).value + 1 == row.range.first.value;
    if (goesOn) {
        m_rows.setLast(last, row.range.last);
    } else {
        m_rows.append(row);
    }
    m_closed = false;
}

std::vector<std::uint64_t> markerBorders(const Snapshot &snapshot)
{
    std::vector<std::uint64_t> out;
    for (const Marker &marker : snapshot.markers()) {
        if (marker.beforeRow < snapshot.extents().size()) {
            out.push_back(snapshot.extents().first({marker.beforeRow}).value);
        }
    }
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::vector<Marker> markersFor(const Snapshot &snapshot, const ExtentTable &rows)
{
    std::vector<Marker> out = snapshot.markers();
    for (Marker &marker : out) {
        marker.beforeRow = marker.beforeRow < snapshot.extents().size()
            ? rows.firstRowFrom(snapshot.extents().first({marker.beforeRow}))
            : rows.size();
    }
    return out;
}

} // namespace ptscope
