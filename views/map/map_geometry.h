// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

#include <optional>
#include <span>
#include <vector>

#include "views/axis/map_axis.h"
#include "views/map/map_cell.h"
#include "views/map/map_ruler.h"
#include "views/map/map_source.h"
#include "views/map/map_strip.h"

namespace ptscope {

/// Where everything on the map is: made once for a place, a zoom and a size, then drawn from and asked what is under the
/// pointer. What is drawn can be hit, because it is the same list.
class MapGeometry
{
public:
    MapGeometry() = default;
    MapGeometry(const MapAxis &axis, const MapSource &source, QSize size);

    QSize size() const { return m_size; }
    /// Where the data is: right of the names of the lanes.
    QRect content() const { return m_content; }
    QRect rulerRect() const { return m_ruler; }
    QRect footRect() const { return m_foot; }
    const MapRuler &ruler() const { return m_marks; }
    std::span<const MapLane> lanes() const { return m_lanes; }
    /// The lane of what the runs permit. Call only when there are lanes.
    const MapLane &accessLane() const { return m_lanes[m_access]; }
    std::span<const MapCell> cells() const { return m_cells; }
    /// What the lanes are made from; its pixels count from the left side of content().
    const MapStrip &strip() const { return m_strip; }
    std::span<const MapCell> cellsOf(const MapLane &lane) const
    {
        return std::span(m_cells).subspan(lane.begin, lane.end - lane.begin);
    }
    const MapCell *cellAt(QPoint point) const;
    const MapLane *laneAt(QPoint point) const;
    /// Cells that stand for exactly this range: a run is one in its level's lane and one in the access lane.
    std::vector<const MapCell *> cellsOfRange(AddrRange range) const;
    /// The tables on the way to `address`, and the region around it, from the top down.
    std::vector<const MapCell *> cellsAbove(VirtAddr address, Level level) const;
    /// The cell of `lane` that holds `address`.
    const MapCell *cellHolding(const MapLane &lane, VirtAddr address) const;
    /// Pixels that `range` takes from the region lane down to the last; empty when it is out of view.
    QRect columnOf(AddrRange range) const;

    /// Width that the axis has in a map so wide.
    static int axisWidth(int mapWidth);

private:
    void addLane(LaneKind kind, Level level, int &y, int height, std::vector<MapCell> cells);

    QSize m_size;
    QRect m_content;
    QRect m_ruler;
    QRect m_foot;
    MapRuler m_marks;
    MapStrip m_strip;
    std::vector<MapLane> m_lanes;
    std::vector<MapCell> m_cells;
    std::size_t m_access = 0;
    MapAxis m_axis;
};

} // namespace ptscope
