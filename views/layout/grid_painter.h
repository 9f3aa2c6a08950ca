// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLine>
#include <QList>

#include "views/layout/layout_geometry.h"
#include "views/layout/rect_batch.h"
#include "views/layout/table_content.h"
#include "views/look/palette.h"
#include "views/look/pattern.h"

class QPainter;

namespace ptscope {

/// What the colour of a cell tells. The texture of a table's cell follows.
enum class LayoutColours : std::uint8_t { LeafSize, Permission, MemoryType, Owner };

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
    /// The border of some entries, in any order of the grid: along the gaps.
    void outline(EntrySpan span, const QColor &color, int width, bool dashed = false);

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
    QColor hueOf(const CellFill &fill) const;
    QColor shown(const QColor &hue, const CellFill &fill) const;
    QColor shown(const QColor &hue, EntrySpan span) const;
    void drawHatches(const std::vector<QRect> &rects);
    void addHatch(const QRect &rect, QList<QLine> &lines) const;
    bool inSpan(QPoint cell, EntrySpan span) const;

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

/// Ground of an entry that is zero: quiet, but there.
QColor holeGround(const Palette &palette);

} // namespace ptscope
