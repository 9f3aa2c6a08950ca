// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/panels/panel_row.h"

#include <QPainter>

#include "views/look/box.h"
#include "views/look/palette.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int sidePadding = 8;
constexpr int topPadding = 5;
constexpr int lineHeight = 17;
constexpr int barHeight = 8;     ///< of a row whose bar is all its detail
constexpr int thinBarHeight = 5; ///< below a second line
constexpr int barBottom = 7;
constexpr int chosenBar = 3;

} // namespace

PanelRow::PanelRow(Content content, int designHeight, QWidget *parent)
    : QAbstractButton(parent), m_content(std::move(content)), m_height(designHeight)
{
    setCheckable(true);
    setAutoExclusive(false);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setText(m_content.title);
    setAccessibleName(QStringList{m_content.title, m_content.value, m_content.detail}.join(QStringLiteral(", ")));
}

QSize PanelRow::sizeHint() const
{
    return {scaled(200), scaled(m_height)};
}

void PanelRow::paintGround(QPainter &painter) const
{
    const Palette &colors = ptscope::palette();
    if (isChecked()) {
        drawBox(painter, rect(), {colors.accentBg, colors.accentBg, 4});
        painter.fillRect(0, scaled(2), scaled(chosenBar), height() - scaled(4), colors.accent);
    } else if (underMouse()) {
        drawBox(painter, rect(), {colors.raised, colors.raised, 4});
    }
}

void PanelRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &colors = ptscope::palette();
    paintGround(painter);
    const QRect inside = rect().adjusted(scaled(sidePadding), scaled(topPadding), -scaled(sidePadding), 0);
    QRect line(inside.left(), inside.top(), inside.width(), scaled(lineHeight));
    painter.setFont(wordFont(TextRole::Body));
    painter.setPen(m_content.shares.empty() ? colors.text3 : colors.text2);
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, m_content.value);
    const int valueWidth = painter.fontMetrics().horizontalAdvance(m_content.value) + scaled(8);
    painter.setFont(m_content.monoTitle ? monoFont(TextRole::Body) : wordFont(TextRole::Control));
    painter.setPen(colors.text1);
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_content.title, Qt::ElideMiddle, line.width() - valueWidth));
    if (!m_content.detail.isEmpty()) {
        line.translate(0, scaled(lineHeight - 1));
        painter.setFont(wordFont(TextRole::Label));
        painter.setPen(colors.text3);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(m_content.detail, Qt::ElideRight, line.width()));
    }
    if (!m_content.hasBar) {
        return;
    }
    const int thickness = scaled(m_content.detail.isEmpty() ? barHeight : thinBarHeight);
    const QRect bar(inside.left(), height() - scaled(barBottom) - thickness, inside.width(), thickness);
    drawStackedBar(painter, bar, m_content.shares, colors.theme);
}

} // namespace ptscope
