// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/loading_shade.h"

#include <QEvent>
#include <QPainter>

#include "views/look/palette.h"
#include "views/look/type.h"

namespace ptscope {

LoadingShade::LoadingShade(QWidget *covered) : QWidget(covered)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    covered->installEventFilter(this);
    hide();
}

void LoadingShade::showOver()
{
    setGeometry(parentWidget()->rect());
    raise();
    show();
}

bool LoadingShade::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize) {
        setGeometry(parentWidget()->rect());
    }
    return false;
}

void LoadingShade::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &colors = ptscope::palette();
    QColor veil = colors.bg;
    veil.setAlphaF(0.4F);
    painter.fillRect(rect(), veil);
    painter.fillRect(0, 0, width(), scaled(2), colors.accent);
}

} // namespace ptscope
