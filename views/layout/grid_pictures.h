// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <memory>
#include <vector>

#include "views/layout/grid_painter.h"

namespace ptscope {

/// The grids drawn lately, each as one picture that is copied to wherever the grid stands: going from table to table
/// draws only the tables that were not in sight. What is asked for once is drawn where it stands, without a picture.
/// Whoever is drawn least lately goes first.
class GridPictures
{
public:
    static constexpr std::size_t mostBytes = std::size_t{48} << 20U;
    static constexpr std::size_t mostGrids = 256;

    /// Draws the grid. `content` must never change.
    void draw(QPainter &painter, const GridPlace &place, std::shared_ptr<const TableContent> content, Theme theme,
              LayoutColours colours);
    std::size_t bytes() const { return m_bytes; }

private:
    /// All that decides what a grid looks like, except where it stands.
    struct Key {
        std::shared_ptr<const TableContent> content; ///< of one table, source, filter and fineness; kept, so it stays apart
        QSize pitch;
        bool large = false;
        EntryOrder order = EntryOrder::Rows;
        Theme theme = Theme::Dark;
        LayoutColours colours = LayoutColours::LeafSize;
        qreal pixelRatio = 1;
        bool operator==(const Key &) const = default;
    };
    struct Picture {
        Key key;
        QImage image; ///< null before the grid is asked for again
        std::uint64_t used = 0;
    };
    /// The entry of the grid, new without an image.
    Picture &remember(Key key);
    void addImage(Picture &picture, const GridPlace &place);
    void makeRoom();

    std::vector<Picture> m_pictures;
    std::size_t m_bytes = 0;
    std::uint64_t m_clock = 0;
};

} // namespace ptscope
