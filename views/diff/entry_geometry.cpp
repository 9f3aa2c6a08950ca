// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/entry_geometry.h"

#include <algorithm>

#include "views/look/type.h"
#include "views/map/map_measures.h"

namespace ptscope {

namespace {

constexpr int headHeight = 26;
constexpr int rowHeight = 34;
constexpr int bandHeight = 18;
constexpr int indexHeight = 18;
constexpr int bottomMargin = 4;
constexpr int cellWidth = 30;
constexpr int mostCells = 64;

/// The level at which either side decides about this range: that of the larger leaf.
Level deciding(const PagingGeometry &geometry, const Change &change)
{
    Level level = Level::Pte;
    bool any = false;
    for (const Mapping &mapping : {change.before, change.after}) {
        if (mapping.isHole() || mapping.level == Level::Unknown) {
            continue;
        }
        const Level own = geometry.canonical(mapping.level);
        level = !any || number(own) < number(level) ? own : level;
        any = true;
    }
    return level;
}

} // namespace

int EntryGeometry::idealHeight()
{
    return scaled(headHeight + 2 * rowHeight + bandHeight + indexHeight + bottomMargin);
}

EntryGeometry::EntryGeometry(const DiffSource &source, const Change &change, QSize size)
{
    const PagingGeometry &geometry = source.diff().after->geometry();
    m_level = deciding(geometry, change);
    m_span = geometry.span(m_level);
    const int room = size.width() - scaled(measures::gutter) - scaled(measures::rightMargin);
    const int count = std::clamp(room / scaled(cellWidth), 1, mostCells);
    // A power of two, so that the window begins where a person would begin to count.
    int shown = 1;
    while (shown * 2 <= count) {
        shown *= 2;
    }
    const std::uint64_t entry = change.range.first.value >> geometry.shift(m_level);
    const std::uint64_t first = entry - entry % static_cast<std::uint64_t>(shown);
    addCells(source, first, shown, size);
    addBands();
}

void EntryGeometry::addCells(const DiffSource &source, std::uint64_t firstEntry, int count, QSize size)
{
    const PagingGeometry &geometry = source.diff().after->geometry();
    const int left = scaled(measures::gutter);
    const int room = size.width() - left - scaled(measures::rightMargin);
    const int top = scaled(headHeight);
    for (int i = 0; i < count; ++i) {
        const std::uint64_t address = (firstEntry + static_cast<std::uint64_t>(i)) << geometry.shift(m_level);
        EntryCell cell;
        cell.range = AddrRange::fromSize({address}, m_span);
        cell.index = geometry.index(m_level, {address});
        const int x0 = left + room * i / count;
        const int x1 = left + room * (i + 1) / count;
        cell.before = {x0, top, x1 - x0, scaled(rowHeight)};
        cell.after = cell.before.translated(0, scaled(rowHeight + bandHeight));
        cell.sumsBefore = source.side(Side::Before).sums(cell.range, Weight::Bytes);
        cell.sumsAfter = source.side(Side::After).sums(cell.range, Weight::Bytes);
        cell.counts = source.tally().in(cell.range);
        m_cells.push_back(cell);
    }
}

void EntryGeometry::addBands()
{
    for (const EntryCell &cell : m_cells) {
        const std::optional<ChangeKind> kind = weightiest(cell.counts);
        const QRect rect(cell.before.x(), cell.before.bottom() + 1, cell.before.width(), scaled(bandHeight));
        if (!m_bands.empty() && m_bands.back().kind == kind) {
            m_bands.back().rect |= rect;
            ++m_bands.back().entries;
        } else {
            m_bands.push_back({rect, 1, kind});
        }
    }
}

const EntryCell *EntryGeometry::cellAt(QPoint point) const
{
    const auto cell = std::find_if(m_cells.begin(), m_cells.end(), [&](const EntryCell &c) {
        return c.before.contains(point) || c.after.contains(point);
    });
    return cell == m_cells.end() ? nullptr : &*cell;
}

} // namespace ptscope
