// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/widgets/elided_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "views/look/style.h"

namespace ptscope {

ElidedLabel::ElidedLabel(const QString &text, const char *role, const char *tone, QWidget *parent) : QLabel(text, parent)
{
    setLookProperty(*this, "role", QString::fromLatin1(role));
    setLookProperty(*this, "tone", QString::fromLatin1(tone));
    setTextFormat(Qt::PlainText);
    setMinimumWidth(1);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

QString ElidedLabel::shownText() const
{
    const int room = contentsRect().width();
    if (m_separator.isEmpty()) {
        return fontMetrics().elidedText(text(), Qt::ElideRight, room);
    }
    QString shown = text();
    while (fontMetrics().horizontalAdvance(shown) > room) {
        shown.truncate(std::max<qsizetype>(0, shown.lastIndexOf(m_separator)));
    }
    return shown;
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(QWidget::palette().color(foregroundRole()));
    painter.drawText(contentsRect(), static_cast<int>(alignment()) | Qt::TextSingleLine, shownText());
}

bool ElidedLabel::event(QEvent *event)
{
    const bool cut = fontMetrics().horizontalAdvance(text()) > contentsRect().width();
    if (event->type() == QEvent::ToolTip && cut && toolTip().isEmpty()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), text(), this);
        return true;
    }
    return QLabel::event(event);
}

} // namespace ptscope
