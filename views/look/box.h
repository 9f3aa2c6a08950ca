// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRect>

class QPainter;

namespace ptscope {

struct BoxLook {
    QColor border;
    QColor fill;
    qreal radius = 4; ///< design pixels, as is the line
    qreal line = 1;
};

/// Rounded box whose border lies inside the rectangle. For controls, chips and cards, not for data.
void drawBox(QPainter &painter, const QRect &rect, const BoxLook &look);

} // namespace ptscope
