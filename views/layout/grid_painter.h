// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/layout/layout_geometry.h"
#include "views/layout/table_content.h"
#include "views/look/palette.h"
#include "views/look/pattern.h"

class QPainter;

namespace ptscope {

/// What the colour of a cell tells. The texture of a table's cell follows.
enum class LayoutColours : std::uint8_t { LeafSize, Permission, MemoryType };

/// Draws one table: cells, textures, groups, marks. What the filter does not let through is faded.
class GridPainter
{
public:
    GridPainter(QPainter &painter, const GridPlace &place, const TableContent &content, Theme theme,
                LayoutColours colours);

    void draw();
    /// The border of some entries, in any order of the grid: along the gaps.
    void outline(EntrySpan span, const QColor &color, int width, bool dashed = false);

private:
    void drawFills();
    void drawGaps();
    void drawTable(unsigned index);
    void drawMarks();
    void drawOutlines();
    void fill(const QRect &rect, const CellFill &fill);
    void fillByLeaf(const QRect &rect, const CellFill &fill);
    void fillByMemory(const QRect &rect, const CellFill &fill);
    void hatch(const QRect &rect);
    bool inSpan(QPoint cell, EntrySpan span) const;

    QPainter &m_painter;
    const GridPlace &m_place;
    const TableContent &m_content;
    const Palette &m_palette;
    LayoutColours m_colours;
    PatternPainter m_full;
    PatternPainter m_faded;
};

/// Ground of an entry that is zero: quiet, but there.
QColor holeGround(const Palette &palette);

} // namespace ptscope
