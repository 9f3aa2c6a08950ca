// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/grid_pictures.h"

#include <QPainter>

#include <algorithm>
#include <array>

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
    const Key key{std::move(content),
                  place.pitch,
                  place.isLarge(),
                  place.grid.order(),
                  theme,
                  colours,
                  painter.device()->devicePixelRatio()};
    copy(painter, place.origin - QPoint(margin, margin), place.cells().size(), pictureOf(place, key));
}

const QImage &GridPictures::pictureOf(const GridPlace &place, const Key &key)
{
    const auto known =
        std::find_if(m_pictures.begin(), m_pictures.end(), [&](const Picture &picture) { return picture.key == key; });
    if (known != m_pictures.end()) {
        known->used = ++m_clock;
        return known->image;
    }
    QImage image = drawn(place, *key.content, key.theme, key.colours, key.pixelRatio);
    const auto bytes = static_cast<std::size_t>(image.sizeInBytes());
    makeRoom(bytes);
    m_bytes += bytes;
    m_pictures.push_back({key, std::move(image), ++m_clock});
    return m_pictures.back().image;
}

void GridPictures::makeRoom(std::size_t bytes)
{
    while (!m_pictures.empty() && m_bytes + bytes > mostBytes) {
        const auto oldest = std::min_element(m_pictures.begin(), m_pictures.end(),
                                             [](const Picture &a, const Picture &b) { return a.used < b.used; });
        m_bytes -= static_cast<std::size_t>(oldest->image.sizeInBytes());
        *oldest = std::move(m_pictures.back());
        m_pictures.pop_back();
    }
}

} // namespace ptscope
