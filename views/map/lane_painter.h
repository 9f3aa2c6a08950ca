// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/look/palette.h"
#include "views/look/pattern.h"
#include "views/map/cell_text.h"
#include "views/map/map_geometry.h"

class QPainter;

namespace ptscope {

/// Fills the cells of the lanes and labels those that have room. Cells too narrow to be told apart are drawn together
/// when they look the same, so a picture costs as many fills as the eye sees.
class LanePainter
{
public:
    LanePainter(QPainter &painter, const MapAxis &axis, const MapSource &source, Theme theme);

    void draw(const MapLane &lane, std::span<const MapCell> cells, int gapAbove);

private:
    void fill(const QRect &rect, const MapCell &cell, const MapLane &lane, int gapAbove);
    void fillTable(const QRect &rect);
    void fillHole(const QRect &rect, const MapCell &cell, const MapLane &lane, int gapAbove);
    void fillRegion(const QRect &rect);
    void drawEntries(const QRect &rect, const MapCell &cell);
    bool isOfLane(const MapCell &cell, const MapLane &lane) const;

    QPainter &m_painter;
    const MapAxis &m_axis;
    const MapSource &m_source;
    const Palette &m_colors;
    PatternPainter m_patterns;
    CellText m_text;
    QFont m_indexFont;
    int m_indexWidth;
};

} // namespace ptscope
