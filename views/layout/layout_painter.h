// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "views/layout/grid_pictures.h"

namespace ptscope {

/// What there is to draw. Everything in it must outlive who draws it.
struct LayoutScene {
    const MapSource &source;
    const TableContents &contents;
    const LayoutGeometry &geometry;
    Theme theme;
    LayoutColours colours;
};

/// Draws the open tables: small ones above, large ones below, what leads from one to the next. O(cells in view).
class LayoutPainter
{
public:
    LayoutPainter(QPainter &painter, const LayoutScene &scene);

    /// All of it anew, as a vector picture needs it.
    void drawAll();

    // The same in pieces, in this order; grids in any order, the arrow again behind each that is drawn later.
    /// All but the cells: grids bring their ground along.
    void drawGround();
    /// `kept`: pictures of grids to take and to add to.
    void drawGrid(const GridPlace &place, GridPictures *kept);
    void drawArrow();
    /// Whether a picture of the grid is kept, and so nothing has to be read or drawn anew.
    bool isKept(const GridPlace &place, const GridPictures &kept) const;
    /// What stands for a grid that is drawn later: the colour of most of it. O(log rows).
    void drawStandIn(const GridPlace &place);

    /// The frame of a selection or of what the pointer is over, in every grid that shows a whole entry of it.
    void drawFrame(AddrRange range, bool strong);

private:
    void drawTitle(const GridPlace &place, const TableContent &content);
    void drawIndices(const GridPlace &place);
    void drawLenses();
    void drawMoreSiblings();
    QSize textureOf(const GridPlace &place) const;

    QPainter &m_painter;
    const LayoutScene m_scene;
    const Palette &m_palette;
};

/// "PMD table under PUD[0x002]"; the root is "PGD table".
QString tableTitle(const PagingGeometry &paging, TableNode table, TableNode root);
/// "423 blocks, 57 tables, 32 holes".
QString tableUse(const PagingGeometry &paging, const TableContent &content);
/// "512 entries of 2M: 423 blocks, 57 tables, 32 holes".
QString tableSummary(const PagingGeometry &paging, const TableContent &content);

} // namespace ptscope
