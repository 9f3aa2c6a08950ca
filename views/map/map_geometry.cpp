// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_geometry.h"

#include <QFontMetrics>

#include <algorithm>
#include <cmath>

#include "views/look/address_paint.h"
#include "views/look/type.h"
#include "views/map/access_lane.h"
#include "views/map/map_measures.h"
#include "views/map/owner_lane.h"
#include "views/map/table_lane.h"

namespace ptscope {

namespace {

RulerMetrics rulerMetrics()
{
    RulerMetrics metrics;
    metrics.addressWidth = static_cast<int>(std::ceil(addressWidth(monoFont(TextRole::Label))));
    metrics.sizeDigitWidth = QFontMetrics(wordFont(TextRole::Label)).horizontalAdvance(QLatin1Char('M'));
    metrics.space = scaled(12);
    return metrics;
}

} // namespace

int MapGeometry::axisWidth(int mapWidth)
{
    return std::max(mapWidth - scaled(measures::gutter) - scaled(measures::rightMargin), 1);
}

MapGeometry::MapGeometry(const MapAxis &axis, const MapSource &source, QSize size) : m_size(size), m_axis(axis)
{
    const LaneHeights heights = laneHeights(source.levels(), size.height(), source.showsOwners());
    int y = scaled(measures::topMargin);
    m_content = {scaled(measures::gutter), y, axis.width(), 0};
    m_ruler = {m_content.x(), y, axis.width(), scaled(measures::ruler)};
    y += m_ruler.height();
    m_strip = stripOf(axis);
    m_cells.reserve(m_strip.pieces.size() * (source.levels().size() + 2));
    addLane(LaneKind::Region, Level::Pgd, y, scaled(measures::region), regionLane(axis, source.regions()));
    y += scaled(measures::afterRegion);
    for (std::size_t i = 0; i < source.levels().size(); ++i) {
        y += i == 0 ? 0 : scaled(measures::laneGap);
        addLane(LaneKind::Table, source.levels()[i], y, heights.levels[i],
                tableLane(axis, m_strip, source.levels()[i]));
    }
    y += scaled(measures::beforeAccess);
    addLane(LaneKind::Access, Level::Pte, y, heights.access,
            ptscope::accessLane(axis, m_strip, scaled(measures::alertWidth)));
    m_access = m_lanes.size() - 1;
    if (source.showsOwners()) {
        y += scaled(measures::laneGap);
        addLane(LaneKind::Owner, Level::Pte, y, heights.owner, ownerLane(axis, m_strip, source.snapshot().knownOwners()));
    }
    m_content.setHeight(y - m_content.y());
    m_foot = {0, y, size.width(), scaled(measures::foot)};
    m_marks = rulerOf(axis, m_cells, cellsOf(accessLane()), rulerMetrics());
    for (MapCell &cell : m_cells) {
        cell.rect.translate(m_content.x(), 0);
    }
}

void MapGeometry::addLane(LaneKind kind, Level level, int &y, int height, std::vector<MapCell> cells)
{
    MapLane lane{
        kind, level, {m_content.x(), y, m_content.width(), height}, static_cast<std::uint32_t>(m_cells.size()), 0};
    for (MapCell &cell : cells) {
        cell.rect.moveTop(y);
        cell.rect.setHeight(height);
        m_cells.push_back(cell);
    }
    lane.end = static_cast<std::uint32_t>(m_cells.size());
    m_lanes.push_back(lane);
    y += height;
}

const MapLane *MapGeometry::laneAt(QPoint point) const
{
    const auto lane =
        std::find_if(m_lanes.begin(), m_lanes.end(), [&](const MapLane &l) { return l.rect.contains(point); });
    return lane == m_lanes.end() ? nullptr : &*lane;
}

const MapCell *MapGeometry::cellAt(QPoint point) const
{
    const MapLane *lane = laneAt(point);
    if (lane == nullptr) {
        return nullptr;
    }
    const auto cells = cellsOf(*lane);
    const auto cell = std::lower_bound(cells.begin(), cells.end(), point.x(),
                                       [](const MapCell &c, int x) { return c.rect.right() < x; });
    return cell != cells.end() && cell->rect.contains(point) ? &*cell : nullptr;
}

const MapCell *MapGeometry::cellHolding(const MapLane &lane, VirtAddr address) const
{
    const auto cells = cellsOf(lane);
    const auto cell = std::lower_bound(cells.begin(), cells.end(), address,
                                       [](const MapCell &c, VirtAddr a) { return c.range.last < a; });
    return cell != cells.end() && cell->range.contains(address) ? &*cell : nullptr;
}

std::vector<const MapCell *> MapGeometry::cellsOfRange(AddrRange range) const
{
    std::vector<const MapCell *> found;
    for (const MapLane &lane : m_lanes) {
        const MapCell *cell = cellHolding(lane, range.first);
        if (cell != nullptr && cell->range == range && cell->kind != CellKind::Region) {
            found.push_back(cell);
        }
    }
    return found;
}

std::vector<const MapCell *> MapGeometry::cellsAbove(VirtAddr address, Level level) const
{
    std::vector<const MapCell *> found;
    for (const MapLane &lane : m_lanes) {
        const bool above =
            lane.kind == LaneKind::Region || (lane.kind == LaneKind::Table && number(lane.level) < number(level));
        const MapCell *cell = above ? cellHolding(lane, address) : nullptr;
        if (cell != nullptr && cell->kind != CellKind::Hole && cell->kind != CellKind::Leaf) {
            found.push_back(cell);
        }
    }
    return found;
}

QRect MapGeometry::columnOf(AddrRange range) const
{
    if (m_lanes.empty() || m_axis.empty() || !range.overlaps(m_axis.visible())) {
        return {};
    }
    const int x0 = std::clamp(m_axis.xOf(m_axis.positionOf(range.first)), 0, m_content.width() - 1);
    const int x1 = std::clamp(m_axis.xOf(m_axis.endOf(range.last)), x0 + 1, m_content.width());
    const int top = m_lanes.front().rect.top();
    return {m_content.x() + x0, top, x1 - x0, m_lanes.back().rect.bottom() + 1 - top};
}

} // namespace ptscope
