// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/example_card.h"

#include <QPainter>
#include <QStyleOption>

#include "views/look/box.h"
#include "views/look/numbers.h"
#include "views/look/palette.h"
#include "views/look/style.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int cardHeight = 206;
constexpr int leastWidth = 380;
constexpr int padding = 18;
constexpr int thumbnailTop = 68;
constexpr int thumbnailHeight = 88;
constexpr int footHeight = 34;

} // namespace

ExampleCard::ExampleCard(const Example &example, QWidget *parent) : QAbstractButton(parent), m_example(example)
{
    setText(example.title);
    setAccessibleName(example.title);
    setAccessibleDescription(example.shows);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMinimumWidth(scaled(leastWidth) / 2);
}

QSize ExampleCard::sizeHint() const
{
    return {scaled(leastWidth), scaled(cardHeight)};
}

QSize ExampleCard::thumbnailSize() const
{
    return {std::max(1, width() - 2 * scaled(padding)), scaled(thumbnailHeight)};
}

void ExampleCard::setFacts(const Facts &facts)
{
    m_facts = facts;
    update();
}

/// The view that it opens in.
QRect ExampleCard::paintChip(QPainter &painter, QRect inside) const
{
    const Palette &colors = ptscope::palette();
    const QString view = m_example.view.left(1).toUpper() + m_example.view.mid(1);
    painter.setFont(wordFont(TextRole::Label));
    const int width = painter.fontMetrics().horizontalAdvance(view) + 2 * scaled(8);
    const QRect chip(inside.right() + 1 - width, inside.top() + scaled(14), width, scaled(20));
    drawBox(painter, chip, {colors.lineStrong, colors.raised});
    painter.setPen(colors.text2);
    painter.drawText(chip, Qt::AlignCenter, view);
    return chip;
}

void ExampleCard::paintHead(QPainter &painter, QRect inside) const
{
    const Palette &colors = ptscope::palette();
    const QRect chip = paintChip(painter, inside);
    painter.setFont(wordFont(TextRole::TabChosen));
    painter.setPen(colors.text1);
    const QRect title(inside.left(), inside.top() + scaled(14), chip.left() - inside.left() - scaled(8), scaled(20));
    painter.drawText(title, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_example.title, Qt::ElideRight, title.width()));
    painter.setFont(wordFont(TextRole::Body));
    painter.setPen(colors.text2);
    const QRect shows(inside.left(), inside.top() + scaled(38), inside.width(), scaled(18));
    painter.drawText(shows, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_example.shows, Qt::ElideRight, shows.width()));
}

void ExampleCard::paintFoot(QPainter &painter, QRect inside) const
{
    const Palette &colors = ptscope::palette();
    const QRect foot(inside.left(), inside.bottom() - scaled(footHeight), inside.width(), scaled(footHeight));
    painter.setFont(monoFont(TextRole::Label));
    painter.setPen(colors.text2);
    painter.drawText(foot, Qt::AlignVCenter | Qt::AlignLeft, m_example.id);
    if (m_facts.lines == 0) {
        return;
    }
    painter.setFont(wordFont(TextRole::Label));
    painter.setPen(colors.text3);
    const QString release = m_example.kernelRelease.section(QLatin1Char('-'), 0, 0);
    const QString facts = tr("%1 · %2 lines · %3 mapped").arg(release, countText(m_facts.lines), sumText(m_facts.mappedBytes));
    painter.drawText(foot, Qt::AlignVCenter | Qt::AlignRight, facts);
    if (m_facts.wxBytes > 0) {
        const int right = foot.right() - painter.fontMetrics().horizontalAdvance(facts) - scaled(12);
        painter.setPen(colors.error);
        painter.setFont(wordFont(TextRole::ControlChosen));
        painter.drawText(QRect(foot.left(), foot.top(), right - foot.left(), foot.height()), Qt::AlignVCenter | Qt::AlignRight,
                         tr("%1 RW x").arg(sumText(m_facts.wxBytes)));
    }
}

void ExampleCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &colors = ptscope::palette();
    const bool lit = underMouse() || hasFocus() || isDown();
    drawBox(painter, rect(), {lit ? colors.accent : colors.line, isDown() ? colors.raised : colors.surface, 8, hasFocus() ? 2.0 : 1.0});
    const QRect inside = rect().adjusted(scaled(padding), 0, -scaled(padding), 0);
    paintHead(painter, inside);
    if (!m_facts.thumbnail.isNull()) {
        painter.drawImage(QRect(QPoint(inside.left(), scaled(thumbnailTop)), thumbnailSize()), m_facts.thumbnail);
    }
    paintFoot(painter, inside);
}

} // namespace ptscope
