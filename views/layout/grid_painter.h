// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLine>
#include <QList>

#include "views/layout/cell_hues.h"
#include "views/layout/layout_geometry.h"
#include "views/layout/rect_batch.h"
#include "views/look/pattern.h"

class QPainter;

namespace ptscope {

/// Which marks cells of that size have room for.
struct GridMarks {
    bool hatched = false;  ///< read-only, where the colour does not tell
    bool dotted = false;   ///< device
    bool outlined = false; ///< groups, and what could be one
    bool lettered = false; ///< where another owner begins
};
GridMarks marksFor(QSize pitch, LayoutColours colours);

/// Draws one table: cells, textures, groups, marks. What the filter does not let through is faded.
class GridPainter
{
public:
    GridPainter(QPainter &painter, const GridPlace &place, const TableContent &content, Theme theme,
                LayoutColours colours);

    void draw();

private:
    void drawFills();
    void drawGaps();
    void drawTables();
    void addPieces(const QRect &inside, const TableContent::Entry &entry);
    void drawMarks();
    void drawOwnerLetters();
    void drawAlerts();
    void drawOutlines();
    void fill(const QRect &rect, const CellFill &fill);
    QColor shown(const QColor &hue, EntrySpan span) const;
    void drawHatches(const std::vector<QRect> &rects);
    void addHatch(const QRect &rect, QList<QLine> &lines) const;

    QPainter &m_painter;
    const GridPlace &m_place;
    const TableContent &m_content;
    const Palette &m_palette;
    QColor m_hole;
    LayoutColours m_colours;
    RectBatch m_batch;
    RectBatch m_pieces;
    PatternPainter m_full;
    PatternPainter m_faded;
};

} // namespace ptscope
