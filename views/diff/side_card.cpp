// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/side_card.h"

#include <QPainter>

#include "views/common/row_paint.h"
#include "views/look/box.h"
#include "views/look/palette.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int cardHeight = 46;
constexpr int lineHeight = 20;

} // namespace

SideCard::SideCard(const QString &letter, RowClass shown, const QString &leaves, const QString &words, QWidget *parent)
    : QWidget(parent), m_letter(letter), m_class(shown), m_leaves(leaves), m_words(words)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setToolTip(words);
    setAccessibleName(QStringLiteral("%1: %2, %3").arg(letter, leaves, words));
}

QSize SideCard::sizeHint() const
{
    return {scaled(300), scaled(cardHeight)};
}

void SideCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &colors = ptscope::palette();
    drawBox(painter, rect(), {colors.line, colors.raised, 6, 1});
    const QRect room = rect().adjusted(scaled(10), scaled(3), -scaled(10), -scaled(3));
    QRect line(room.x(), room.y(), room.width(), scaled(lineHeight));
    painter.setFont(wordFont(TextRole::Value));
    painter.setPen(colors.text1);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_letter);
    line.setLeft(line.left() + scaled(20));
    paintClassSwatches(painter, line, m_class);
    painter.setFont(monoFont(TextRole::Value));
    painter.drawText(line.adjusted(classSwatchesWidth() + scaled(10), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     m_leaves);
    painter.setFont(monoFont(TextRole::Label));
    painter.setPen(colors.text2);
    const QRect below(line.x(), line.bottom() + 1, line.width(), room.bottom() - line.bottom());
    painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_words, Qt::ElideRight, below.width()));
}

} // namespace ptscope
