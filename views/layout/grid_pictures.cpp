// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/grid_pictures.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <optional>

namespace ptscope {

namespace {

QRect withMargin(const GridPlace &place)
{
    const int margin = place.isLarge() ? outlineMargin : 0; // small ones have no outlines
    return place.cells().adjusted(-margin, -margin, margin, margin);
}

/// The image that is painted on, where it can give its pixels back: each of the grid a whole number of them.
const QImage *pixelsUnder(const QPainter &painter, const QRect &grid)
{
    const auto *image = dynamic_cast<const QImage *>(painter.device());
    const qreal ratio = painter.device()->devicePixelRatio();
    const bool whole = std::round(ratio) == ratio;
    return image != nullptr && whole && QRect({0, 0}, image->deviceIndependentSize().toSize()).contains(grid) ? image
                                                                                                              : nullptr;
}

QImage copied(const QImage &image, const QRect &grid)
{
    const int ratio = static_cast<int>(image.devicePixelRatio());
    return image.copy({grid.topLeft() * ratio, grid.size() * ratio});
}

} // namespace

GridPictures::Look GridPictures::lookOf(const QPainter &painter, const GridPlace &place,
                                        std::shared_ptr<const TableContent> content, Theme theme, LayoutColours colours)
{
    return {std::move(content),
            place.pitch,
            place.isLarge(),
            place.grid.order(),
            theme,
            colours,
            painter.device()->devicePixelRatio()};
}

bool GridPictures::has(const QPainter &painter, const GridPlace &place, std::shared_ptr<const TableContent> content,
                       Theme theme, LayoutColours colours) const
{
    const Look look = lookOf(painter, place, std::move(content), theme, colours);
    return std::any_of(m_pictures.begin(), m_pictures.end(),
                       [&](const Picture &picture) { return picture.look == look; });
}

void GridPictures::draw(QPainter &painter, const GridPlace &place, std::shared_ptr<const TableContent> content,
                        Theme theme, LayoutColours colours)
{
    const QRect grid = withMargin(place);
    Look look = lookOf(painter, place, std::move(content), theme, colours);
    const auto known = std::find_if(m_pictures.begin(), m_pictures.end(),
                                    [&](const Picture &picture) { return picture.look == look; });
    if (known != m_pictures.end()) {
        known->used = ++m_clock;
        painter.drawImage(grid.topLeft(), known->image);
        return;
    }
    painter.fillRect(place.cells(), palette(theme).bg);
    GridPainter(painter, place, *look.content, theme, colours).draw();
    if (const QImage *pixels = pixelsUnder(painter, grid)) {
        keep(std::move(look), copied(*pixels, grid));
    }
}

void GridPictures::keep(Look look, QImage image)
{
    m_bytes += static_cast<std::size_t>(image.sizeInBytes());
    m_pictures.push_back({std::move(look), std::move(image), ++m_clock});
    while (m_pictures.size() > mostGrids || (m_bytes > mostBytes && m_pictures.size() > 1)) {
        const auto oldest = std::min_element(m_pictures.begin(), m_pictures.end(),
                                             [](const Picture &a, const Picture &b) { return a.used < b.used; });
        m_bytes -= static_cast<std::size_t>(oldest->image.sizeInBytes());
        *oldest = std::move(m_pictures.back());
        m_pictures.pop_back();
    }
}

} // namespace ptscope
