// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/motif.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace ptscope {

namespace {

/// Paints in the ink of one sheet, in pixels of the design from the origin of the pattern.
class MotifPainter
{
public:
    MotifPainter(QPainter &painter, const QRect &rect, const PatternSheet &sheet, QPoint origin, int unit)
        : m_painter(painter), m_sheet(sheet), m_origin(origin), m_unit(unit),
          m_area((rect.left() - origin.x()) / m_unit, (rect.top() - origin.y()) / m_unit, rect.width() / m_unit,
                 rect.height() / m_unit)
    { }

    void draw();

private:
    void hatch(qreal period, qreal width, bool rising);
    void crosses();
    void zigzag();
    /// Straight lines of `width`, one a period, from one side of the area to the other.
    void lines(qreal period, qreal offset, qreal width, Qt::Orientation orientation);
    /// A rectangle once in each cell of `across` by `down`.
    void everywhere(const QRectF &shape, qreal across, qreal down);
    void shape(const QPolygonF &polygon);

    QPainter &m_painter;
    const PatternSheet &m_sheet;
    QPointF m_origin;
    qreal m_unit;
    QRectF m_area;
};

qreal firstAtOrBefore(qreal value, qreal period)
{
    return std::floor(value / period) * period;
}

/// The part of `polygon` where a*x + b*y <= c.
QPolygonF cut(const QPolygonF &polygon, qreal a, qreal b, qreal c)
{
    QPolygonF out;
    for (qsizetype i = 0; i < polygon.size(); ++i) {
        const QPointF from = polygon[i];
        const QPointF to = polygon[(i + 1) % polygon.size()];
        const qreal before = a * from.x() + b * from.y() - c;
        const qreal after = a * to.x() + b * to.y() - c;
        if (before <= 0) {
            out.append(from);
        }
        if ((before < 0 && after > 0) || (before > 0 && after < 0)) {
            out.append(from + (to - from) * (before / (before - after)));
        }
    }
    return out;
}

QPolygonF corners(const QRectF &rect)
{
    return QPolygonF({rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()});
}

void MotifPainter::shape(const QPolygonF &polygon)
{
    if (polygon.size() >= 3 && !polygon.boundingRect().isEmpty()) {
        QPolygonF placed;
        for (const QPointF &point : polygon) {
            placed.append(m_origin + point * m_unit);
        }
        m_painter.drawPolygon(placed);
    }
}

void MotifPainter::everywhere(const QRectF &shape, qreal across, qreal down)
{
    for (qreal y = firstAtOrBefore(m_area.top(), down); y < m_area.bottom(); y += down) {
        for (qreal x = firstAtOrBefore(m_area.left(), across); x < m_area.right(); x += across) {
            const QRectF part = shape.translated(x, y).intersected(m_area);
            if (!part.isEmpty()) {
                m_painter.drawRect(QRectF(m_origin + part.topLeft() * m_unit, part.size() * m_unit));
            }
        }
    }
}

void MotifPainter::lines(qreal period, qreal offset, qreal width, Qt::Orientation orientation)
{
    const bool upright = orientation == Qt::Vertical;
    const qreal end = upright ? m_area.right() : m_area.bottom();
    for (qreal at = firstAtOrBefore(upright ? m_area.left() : m_area.top(), period) + offset; at < end; at += period) {
        const QRectF line = upright ? QRectF(at, m_area.top(), width, m_area.height())
                                    : QRectF(m_area.left(), at, m_area.width(), width);
        shape(corners(line.intersected(m_area)));
    }
}

/// Bands where x + y (or x - y) lies within `width` behind a multiple of the period, as the sheets have them.
void MotifPainter::hatch(qreal period, qreal width, bool rising)
{
    const qreal sign = rising ? 1 : -1;
    const qreal low = m_area.left() + (rising ? m_area.top() : -m_area.bottom());
    const qreal high = m_area.right() + (rising ? m_area.bottom() : -m_area.top());
    for (qreal at = firstAtOrBefore(low, period) - period; at < high; at += period) {
        shape(cut(cut(corners(m_area), 1, sign, at + width), -1, -sign, -at));
    }
}

void MotifPainter::crosses()
{
    constexpr qreal period = 8;
    constexpr qreal width = 2.4;
    m_origin -= QPointF(width / 2, 0) * m_unit;
    m_area.translate(width / 2, 0);
    hatch(period, width, true);
    hatch(period, width, false);
}

void MotifPainter::zigzag()
{
    for (int row = 0; row < 8; ++row) {
        const int swing = row < 4 ? row : 7 - row;
        everywhere(QRectF(4 + swing, row, 1, 1), 14, 8);
        everywhere(QRectF(7 + swing, row, 1, 1), 14, 8);
    }
}

void MotifPainter::draw()
{
    m_painter.save();
    m_painter.setPen(Qt::NoPen);
    if (m_sheet.ground.alpha() != 0) {
        m_painter.setBrush(m_sheet.ground);
        m_painter.drawRect(QRectF(m_origin + m_area.topLeft() * m_unit, m_area.size() * m_unit));
    }
    m_painter.setBrush(m_sheet.ink);
    switch (m_sheet.motif) {
    case Motif::PageGrid:
        lines(4, 3, 1, Qt::Vertical);
        lines(4, 3, 1, Qt::Horizontal);
        break;
    case Motif::ThinHatch8:
        hatch(8, 1.4, true);
        break;
    case Motif::Hatch8:
        hatch(8, 3.2, true);
        break;
    case Motif::Hatch6:
        hatch(6, 1.3, true);
        break;
    case Motif::CrossHatch8:
        crosses();
        break;
    case Motif::Dots6:
        everywhere(QRectF(0, 1, 2, 2), 6, 6);
        everywhere(QRectF(3, 4, 2, 2), 6, 6);
        break;
    case Motif::Bars6:
        lines(6, 0, 2, Qt::Horizontal);
        break;
    case Motif::Zigzag14:
        zigzag();
        break;
    case Motif::Band14:
        hatch(14, 7, true);
        break;
    }
    m_painter.restore();
}

} // namespace

void drawMotif(QPainter &painter, const QRect &rect, const PatternSheet &sheet, QPoint origin, int unit)
{
    if (!rect.isEmpty()) {
        MotifPainter(painter, rect, sheet, origin, unit).draw();
    }
}

} // namespace ptscope
