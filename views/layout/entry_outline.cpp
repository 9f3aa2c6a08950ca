// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/entry_outline.h"

#include <QPainter>

namespace ptscope {

namespace {

constexpr int dashLength = 3;

bool inSpan(const GridPlace &place, QPoint cell, EntrySpan span)
{
    if (cell.x() < 0 || cell.y() < 0 || cell.x() >= place.grid.columns() || cell.y() >= place.grid.rows()) {
        return false;
    }
    const unsigned index = place.grid.indexAt(cell);
    return span.first <= index && index <= span.last;
}

} // namespace

void outlineEntries(QPainter &painter, const GridPlace &place, EntrySpan span, const QColor &color, int width,
                    OutlineStyle style)
{
    const bool dashed = style == OutlineStyle::Dashed;
    QPen pen(color, width, Qt::SolidLine, Qt::FlatCap);
    if (dashed) {
        pen.setDashPattern({static_cast<qreal>(dashLength) / width, static_cast<qreal>(dashLength) / width});
    }
    const int gap = place.gap();
    const int w = place.pitch.width();
    const int h = place.pitch.height();
    const auto line = [&](int left, int top, int right, int bottom) {
        if (dashed) {
            painter.setPen(pen);
            left == right ? painter.drawLine(left, top, left, bottom) : painter.drawLine(left, top, right, top);
        } else {
            painter.fillRect(QRect(QPoint(left, top), QPoint(right, bottom)), color);
        }
    };
    const int more = dashed ? 0 : width - 1;
    for (unsigned i = span.first; i <= span.last; ++i) {
        const QPoint cell = place.grid.cellOf(i);
        const int left = place.origin.x() + cell.x() * w - gap;
        const int top = place.origin.y() + cell.y() * h - gap;
        if (!inSpan(place, cell - QPoint(1, 0), span)) {
            line(left, top, left + more, top + h);
        }
        if (!inSpan(place, cell + QPoint(1, 0), span)) {
            line(left + w - more, top, left + w, top + h);
        }
        if (!inSpan(place, cell - QPoint(0, 1), span)) {
            line(left, top, left + w, top + more);
        }
        if (!inSpan(place, cell + QPoint(0, 1), span)) {
            line(left, top + h - more, left + w, top + h);
        }
        if (i == span.last) {
            break; // the last index there is has no next
        }
    }
}

} // namespace ptscope
