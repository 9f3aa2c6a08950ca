// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/widgets/divider.h"

#include "views/look/palette.h"
#include "views/look/type.h"

#include <QPainter>

namespace ptscope {

Divider::Divider(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize Divider::sizeHint() const
{
    return {scaled(20), scaled(1)};
}

void Divider::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), ptscope::palette().line);
}

} // namespace ptscope
