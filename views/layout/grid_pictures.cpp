// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/grid_pictures.h"

#include <QPainter>

#include <algorithm>

namespace ptscope {

namespace {

/// Outlines and alerts reach beyond the cells by that much.
constexpr int margin = 3;

QImage drawn(GridPlace place, const TableContent &content, Theme theme, LayoutColours colours, qreal pixelRatio)
{
    const QSize size = place.cells().size() + QSize(2 * margin, 2 * margin);
    QImage image((QSizeF(size) * pixelRatio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(pixelRatio);
    image.fill(Qt::transparent);
    place.origin = {margin, margin};
    QPainter painter(&image);
    painter.fillRect(place.cells(), palette(theme).bg);
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
    const int width = cells.width() + 2 * margin;
    part({0, 0, width, margin});
    part({0, margin + cells.height(), width, margin});
    part({0, margin, margin, cells.height()});
    part({margin + cells.width(), margin, margin, cells.height()});
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
