// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <memory>
#include <vector>

#include "views/layout/grid_painter.h"

namespace ptscope {

/// Outlines of a large grid's entries reach beyond its cells by that many pixels at most; nothing else may lie there.
constexpr int outlineMargin = 3;

/// The grids drawn lately, each as one picture that is copied to wherever the grid stands: going from table to table
/// draws only the tables that were not in sight. Whoever is drawn least lately goes first.
class GridPictures
{
public:
    static constexpr std::size_t mostBytes = std::size_t{48} << 20U;
    static constexpr std::size_t mostGrids = 256; ///< small ones hold more memory in what they show than in pixels

    /// Draws the grid. `content` must never change. What lies round it within outlineMargin must be the plain ground.
    void draw(QPainter &painter, const GridPlace &place, std::shared_ptr<const TableContent> content, Theme theme,
              LayoutColours colours);
    bool has(const QPainter &painter, const GridPlace &place, std::shared_ptr<const TableContent> content, Theme theme,
             LayoutColours colours) const;
    std::size_t bytes() const { return m_bytes; }

private:
    /// All that decides what a grid looks like, except where it stands.
    struct Look {
        std::shared_ptr<const TableContent>
            content; ///< of one table, source, filter and fineness; kept, so it stays apart
        QSize pitch;
        bool large = false;
        EntryOrder order = EntryOrder::Rows;
        Theme theme = Theme::Dark;
        LayoutColours colours = LayoutColours::LeafSize;
        qreal pixelRatio = 1;
        bool operator==(const Look &) const = default;
    };
    struct Picture {
        Look look;
        QImage image;
        std::uint64_t used = 0;
    };
    static Look lookOf(const QPainter &painter, const GridPlace &place, std::shared_ptr<const TableContent> content,
                       Theme theme, LayoutColours colours);
    void keep(Look look, QImage image);

    std::vector<Picture> m_pictures;
    std::size_t m_bytes = 0;
    std::uint64_t m_clock = 0;
};

} // namespace ptscope
