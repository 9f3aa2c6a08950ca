// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/marker_paint.h"

#include <QPainter>

#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int flagSide = 14;
constexpr int dash = 4;

} // namespace

void drawMarkerFlag(QPainter &painter, const QRect &line, QChar letter, int rightEdge, const Palette &colors)
{
    const int width = scaled(1);
    for (int y = line.top(); y <= line.bottom(); y += 2 * scaled(dash)) {
        painter.fillRect(line.x(), y, width, std::min(scaled(dash), line.bottom() + 1 - y), colors.accent);
    }
    const int side = scaled(flagSide);
    const int left = line.x() + side > rightEdge ? line.x() + width - side : line.x();
    const QRect flag(left, line.top(), side, side);
    painter.fillRect(flag, colors.accent);
    painter.setFont(monoFont(TextRole::Label));
    painter.setPen(colors.inkOnAccent);
    painter.drawText(flag, Qt::AlignCenter, letter);
}

void drawMarkers(QPainter &painter, const MapGeometry &geometry, const MapAxis &axis, const MapMarks &marks,
                 const Palette &colors)
{
    const QRect content = geometry.content();
    const auto draw = [&](const std::optional<AddrRange> &place, QChar letter) {
        if (!place || !axis.visible().contains(place->first)) {
            return;
        }
        const int x = content.x() + axis.xOf(axis.positionOf(place->first));
        // The flag stands above the lanes, where no name of a region is.
        const int top = geometry.lanes().front().rect.top() - scaled(flagSide);
        drawMarkerFlag(painter, {x, top, 1, content.bottom() + 1 - top}, letter, content.right() + 1, colors);
    };
    draw(marks.a, QLatin1Char('A'));
    draw(marks.b, QLatin1Char('B'));
}

} // namespace ptscope
