// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRect>

#include <vector>

class QPainter;

namespace ptscope {

/// Many small rectangles of few colours, drawn colour by colour: telling QPainter a colour takes ten times as long as
/// filling a dozen pixels with it. Rectangles of different colours must not overlap; colours are opaque.
class RectBatch
{
public:
    void add(const QRect &rect, const QColor &color);
    void draw(QPainter &painter);

private:
    void drawByPainter(QPainter &painter) const;

    struct Rects {
        QColor color;
        std::vector<QRect> rects;
    };
    std::vector<Rects> m_byColor;
    std::size_t m_last = 0;
};

} // namespace ptscope
