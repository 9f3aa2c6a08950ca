// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/widgets/view_tabs.h"

#include "views/look/palette.h"
#include "views/look/type.h"

#include <QFontMetrics>
#include <QPainter>

namespace ptscope {

namespace {

constexpr int tabHeight = 34;
constexpr int sidePadding = 11;
constexpr int digitGap = 6;
constexpr int lastDigit = 9;

QString digitOf(int index)
{
    return index < lastDigit ? QString::number(index + 1) : QString();
}

int advance(const QString &text, const QFont &font)
{
    return QFontMetrics(font).horizontalAdvance(text);
}

} // namespace

ViewTabs::ViewTabs(QWidget *parent) : QTabBar(parent)
{
    setExpanding(false);
    setDrawBase(false);
    setMouseTracking(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Views"));
}

int ViewTabs::addView(const QString &name)
{
    const int index = addTab(name);
    setTabToolTip(index, index < lastDigit ? tr("%1 (key %2)").arg(name, digitOf(index)) : name);
    return index;
}

QSize ViewTabs::tabSizeHint(int index) const
{
    // As wide as when chosen, so that the others stay where they are.
    const int text = advance(tabText(index), wordFont(TextRole::TabChosen));
    const int digit = advance(digitOf(index), monoFont(TextRole::Label));
    return {2 * scaled(sidePadding) + digit + scaled(digitGap) + text, scaled(tabHeight)};
}

QSize ViewTabs::minimumTabSizeHint(int index) const
{
    return tabSizeHint(index);
}

void ViewTabs::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    for (int i = 0; i < count(); ++i) {
        drawTab(painter, i);
    }
}

void ViewTabs::drawTab(QPainter &painter, int index) const
{
    const Palette &colors = ptscope::palette();
    const QRect tab = tabRect(index);
    const bool chosen = index == currentIndex();
    const bool hovered = isTabEnabled(index) && underMouse() && tab.contains(mapFromGlobal(QCursor::pos()));
    if (chosen) {
        painter.fillRect(tab, colors.surface);
        painter.fillRect(QRect(tab.left(), tab.bottom() + 1 - scaled(2), tab.width(), scaled(2)), colors.accent);
    }
    if (chosen && hasFocus()) {
        const int line = scaled(2);
        painter.fillRect(QRect(tab.left(), tab.top(), tab.width(), line), colors.accent);
        painter.fillRect(QRect(tab.left(), tab.top(), line, tab.height()), colors.accent);
        painter.fillRect(QRect(tab.right() + 1 - line, tab.top(), line, tab.height()), colors.accent);
    }
    QRect words = tab.adjusted(scaled(sidePadding), 0, -scaled(sidePadding), 0);
    const QFont digitFont = monoFont(TextRole::Label);
    painter.setFont(digitFont);
    painter.setPen(colors.text3);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, digitOf(index));
    words.setLeft(words.left() + advance(digitOf(index), digitFont) + scaled(digitGap));
    painter.setFont(wordFont(chosen ? TextRole::TabChosen : TextRole::Tab));
    painter.setPen(!isTabEnabled(index) ? colors.text3 : chosen || hovered ? colors.text1 : colors.text2);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, tabText(index));
}

} // namespace ptscope
