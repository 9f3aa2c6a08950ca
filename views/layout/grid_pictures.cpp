// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/grid_pictures.h"

#include <QPainter>

#include <algorithm>
#include <array>

#include "views/look/pixel_fill.h"

namespace ptscope {

namespace {

/// Outlines and alerts reach beyond the cells by that much.
constexpr int margin = 3;

/// Round cells of that size, within a picture with its margin.
std::array<QRect, 4> marginsOf(QSize cells)
{
    const int width = cells.width() + 2 * margin;
    return {QRect(0, 0, width, margin), QRect(0, margin + cells.height(), width, margin),
            QRect(0, margin, margin, cells.height()), QRect(margin + cells.width(), margin, margin, cells.height())};
}

QImage drawn(GridPlace place, const TableContent &content, Theme theme, LayoutColours colours, qreal pixelRatio)
{
    const QSize cells = place.cells().size();
    QImage image((QSizeF(cells + QSize(2 * margin, 2 * margin)) * pixelRatio).toSize(),
                 QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(pixelRatio);
    image.fill(palette(theme).bg);
    place.origin = {margin, margin};
    QPainter painter(&image);
    painter.setCompositionMode(QPainter::CompositionMode_Clear);
    for (const QRect &rect : marginsOf(cells)) {
        painter.fillRect(rect, Qt::transparent);
    }
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    GridPainter(painter, place, content, theme, colours).draw();
    return image;
}

/// The cells are opaque and copied; what lies behind their margin shines through.
void copy(QPainter &painter, QPoint origin, QSize cells, const QImage &image)
{
    const qreal ratio = image.devicePixelRatio();
    const auto part = [&](const QRect &rect) {
        painter.drawImage(QRectF(rect.translated(origin)), image,
                          QRectF(rect.left() * ratio, rect.top() * ratio, rect.width() * ratio, rect.height() * ratio));
    };
    for (const QRect &rect : marginsOf(cells)) {
        part(rect);
    }
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    part({QPoint(margin, margin), cells});
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
}

} // namespace

void GridPictures::draw(QPainter &painter, const GridPlace &place, std::shared_ptr<const TableContent> content,
                        Theme theme, LayoutColours colours)
{
    makeRoom();
    const std::size_t before = m_pictures.size();
    Picture &picture = remember({std::move(content), place.pitch, place.isLarge(), place.grid.order(), theme, colours,
                                 painter.device()->devicePixelRatio()});
    const bool isNew = m_pictures.size() > before;
    // Where pixels cannot be set directly a grid would look otherwise once it is a picture.
    if (isNew && PixelFill::on(painter)) {
        painter.fillRect(place.cells(), palette(theme).bg);
        GridPainter(painter, place, *picture.key.content, theme, colours).draw();
        return;
    }
    if (picture.image.isNull()) {
        addImage(picture, place);
    }
    copy(painter, place.origin - QPoint(margin, margin), place.cells().size(), picture.image);
}

GridPictures::Picture &GridPictures::remember(Key key)
{
    const auto known =
        std::find_if(m_pictures.begin(), m_pictures.end(), [&](const Picture &picture) { return picture.key == key; });
    if (known != m_pictures.end()) {
        known->used = ++m_clock;
        return *known;
    }
    m_pictures.push_back({std::move(key), QImage(), ++m_clock});
    return m_pictures.back();
}

void GridPictures::addImage(Picture &picture, const GridPlace &place)
{
    picture.image = drawn(place, *picture.key.content, picture.key.theme, picture.key.colours, picture.key.pixelRatio);
    m_bytes += static_cast<std::size_t>(picture.image.sizeInBytes());
}

void GridPictures::makeRoom()
{
    while (m_pictures.size() > mostGrids || (m_bytes > mostBytes && m_pictures.size() > 1)) {
        const auto oldest = std::min_element(m_pictures.begin(), m_pictures.end(),
                                             [](const Picture &a, const Picture &b) { return a.used < b.used; });
        m_bytes -= static_cast<std::size_t>(oldest->image.sizeInBytes());
        *oldest = std::move(m_pictures.back());
        m_pictures.pop_back();
    }
}

} // namespace ptscope
