// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/box.h"

#include "views/look/type.h"

#include <QPainter>

namespace ptscope {

void drawBox(QPainter &painter, const QRect &rect, const BoxLook &look)
{
    const qreal line = scaledF(look.line);
    const qreal radius = scaledF(look.radius);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look.border, line));
    painter.setBrush(look.fill);
    painter.drawRoundedRect(QRectF(rect).adjusted(line / 2, line / 2, -line / 2, -line / 2), radius, radius);
    painter.restore();
}

} // namespace ptscope
