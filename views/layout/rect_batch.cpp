// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/rect_batch.h"

#include <QPainter>

#include <algorithm>

#include "views/look/pixel_fill.h"

namespace ptscope {

void RectBatch::add(const QRect &rect, const QColor &color)
{
    if (m_last >= m_byColor.size() || m_byColor[m_last].color != color) {
        const auto known =
            std::find_if(m_byColor.begin(), m_byColor.end(), [&](const Rects &rects) { return rects.color == color; });
        m_last = static_cast<std::size_t>(known - m_byColor.begin());
        if (known == m_byColor.end()) {
            m_byColor.push_back({color, {}});
        }
    }
    m_byColor[m_last].rects.push_back(rect);
}

void RectBatch::draw(QPainter &painter)
{
    if (const auto pixels = PixelFill::on(painter)) {
        for (const Rects &rects : m_byColor) {
            for (const QRect &rect : rects.rects) {
                pixels->fill(rect, rects.color.rgb());
            }
        }
    } else {
        drawByPainter(painter);
    }
    m_byColor.clear();
    m_last = 0;
}

void RectBatch::drawByPainter(QPainter &painter) const
{
    // On a scaled device QPainter makes a path of each rectangle of a list, but not of a single one.
    const bool scaled = painter.deviceTransform().type() > QTransform::TxTranslate;
    painter.setPen(Qt::NoPen);
    for (const Rects &rects : m_byColor) {
        if (scaled) {
            for (const QRect &rect : rects.rects) {
                painter.fillRect(rect, rects.color);
            }
            continue;
        }
        painter.setBrush(rects.color);
        painter.drawRects(rects.rects.data(), static_cast<int>(rects.rects.size()));
    }
    painter.setBrush(Qt::NoBrush);
}

} // namespace ptscope
