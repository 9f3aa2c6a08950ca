// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/widgets/section_head.h"

#include "views/look/palette.h"
#include "views/look/type.h"

#include <QFontMetrics>
#include <QPainter>

namespace ptscope {

namespace {

constexpr int headHeight = 28;
constexpr int noteGap = 12;

int advance(const QString &text, const QFont &font)
{
    return QFontMetrics(font).horizontalAdvance(text);
}

} // namespace

SectionHead::SectionHead(const QString &title, QWidget *parent) : QWidget(parent), m_title(title)
{
    setAccessibleName(title);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SectionHead::setNote(const QString &note)
{
    m_note = note;
    setAccessibleDescription(note);
    updateGeometry();
    update();
}

QSize SectionHead::sizeHint() const
{
    const int title = advance(m_title, wordFont(TextRole::SectionHead));
    const int note = m_note.isEmpty() ? 0 : scaled(noteGap) + advance(m_note, wordFont(TextRole::Label));
    return {title + note, scaled(headHeight)};
}

QSize SectionHead::minimumSizeHint() const
{
    return {scaled(40), scaled(headHeight)};
}

void SectionHead::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(ptscope::palette().text3);
    const QRect inside = contentsRect();
    const QFont head = wordFont(TextRole::SectionHead);
    const QFont label = wordFont(TextRole::Label);
    const int titleWidth = std::min(inside.width(), advance(m_title, head) + 1);
    painter.setFont(head);
    painter.drawText(QRect(inside.left(), inside.top(), titleWidth, inside.height()), Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(head).elidedText(m_title, Qt::ElideRight, titleWidth));
    // The head is the more important half: where both do not fit, the note goes.
    const int room = inside.width() - titleWidth - scaled(noteGap);
    if (advance(m_note, label) <= room) {
        painter.setFont(label);
        painter.drawText(inside, Qt::AlignVCenter | Qt::AlignRight, m_note);
    }
}

} // namespace ptscope
