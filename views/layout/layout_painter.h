// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "views/layout/grid_pictures.h"

namespace ptscope {

/// Draws the open tables: small ones above, large ones below, what leads from one to the next. O(cells in view).
class LayoutPainter
{
public:
    LayoutPainter(QPainter &painter, const MapSource &source, const TableContents &contents,
                  const LayoutGeometry &geometry, Theme theme, LayoutColours colours);

    /// `kept`: pictures of grids to take and to add to; without them all is drawn anew, as a vector picture needs it.
    void drawAll(GridPictures *kept = nullptr);
    /// The frame of a selection or of what the pointer is over, in every grid that shows a whole entry of it.
    void drawFrame(AddrRange range, bool strong);

private:
    void drawGrid(const GridPlace &place, GridPictures *kept);
    void drawTitle(const GridPlace &place, const TableContent &content);
    void drawIndices(const GridPlace &place);
    void drawLenses();
    void drawArrow();
    void drawMoreSiblings();
    void drawFrameIn(const GridPlace &place, EntrySpan span, const QColor &color, int width);
    std::shared_ptr<const TableContent> contentOf(const GridPlace &place) const;

    QPainter &m_painter;
    const MapSource &m_source;
    const TableContents &m_contents;
    const LayoutGeometry &m_geometry;
    const Palette &m_palette;
    Theme m_theme;
    LayoutColours m_colours;
};

/// "PMD table under PUD[0x002]"; the root is "PGD table".
QString tableTitle(const PagingGeometry &paging, TableNode table, TableNode root);
/// "423 blocks, 57 tables, 32 holes".
QString tableUse(const PagingGeometry &paging, const TableContent &content);
/// "512 entries of 2M: 423 blocks, 57 tables, 32 holes".
QString tableSummary(const PagingGeometry &paging, const TableContent &content);

} // namespace ptscope
