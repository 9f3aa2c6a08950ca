// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/widgets/chip.h"

#include "views/look/box.h"
#include "views/look/icons.h"
#include "views/look/palette.h"
#include "views/look/type.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace ptscope {

namespace {

constexpr int chipHeight = 20;
constexpr int sidePadding = 7;
constexpr int crossSide = 10;

} // namespace

Chip::Chip(const QString &text, QWidget *parent, Kind kind) : QAbstractButton(parent), m_kind(kind)
{
    setText(text);
    setAccessibleName(text);
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Chip::setMono(bool mono)
{
    m_mono = mono;
    updateGeometry();
}

void Chip::setClickable(bool clickable)
{
    m_clickable = clickable;
    setFocusPolicy(m_clickable || m_removable ? Qt::StrongFocus : Qt::NoFocus);
}

void Chip::setRemovable(bool removable)
{
    m_removable = removable;
    setAccessibleDescription(removable ? tr("Delete removes it") : QString());
    setClickable(m_clickable);
    updateGeometry();
}

QFont Chip::textFont() const
{
    return m_mono ? monoFont(TextRole::Label) : wordFont(m_kind == Kind::Accent ? TextRole::Value : TextRole::Label);
}

QSize Chip::sizeHint() const
{
    const int cross = m_removable ? scaled(crossSide + 5) : 0;
    const int height = scaled(chipHeight);
    const int width = QFontMetrics(textFont()).horizontalAdvance(text()) + 2 * scaled(sidePadding) + cross;
    return {std::max(width, height), height};
}

QRect Chip::crossRect() const
{
    const int side = scaled(crossSide);
    return {width() - scaled(sidePadding - 1) - side, (height() - side) / 2, side, side};
}

void Chip::paintEvent(QPaintEvent *)
{
    const Palette &colors = ptscope::palette();
    const bool accent = m_kind == Kind::Accent || isChecked();
    const bool hovered = m_clickable && isEnabled() && underMouse();
    QPainter painter(this);
    const QColor rest = hovered ? colors.text2 : colors.lineStrong;
    drawBox(painter, rect(), {accent ? colors.accent : rest, accent ? colors.accentBg : colors.raised});
    painter.setFont(textFont());
    painter.setPen(!isEnabled() ? colors.text3 : accent ? colors.text1 : colors.text2);
    const QRect words = m_removable ? rect().adjusted(scaled(sidePadding), 0, -scaled(crossSide), 0) : rect();
    const int aside = Qt::AlignVCenter | Qt::AlignLeft;
    painter.drawText(words, m_removable ? aside : Qt::AlignCenter, text());
    if (m_removable) {
        const bool onCross = crossRect().contains(mapFromGlobal(QCursor::pos()));
        drawIcon(painter, crossRect(), Icon::Close, onCross ? colors.text1 : colors.text3);
    }
}

void Chip::keyPressEvent(QKeyEvent *event)
{
    if (m_removable && (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)) {
        emit removeRequested();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void Chip::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_removable && crossRect().contains(event->position().toPoint())) {
        setDown(false);
        emit removeRequested();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

bool Chip::hitButton(const QPoint &pos) const
{
    return m_clickable && QAbstractButton::hitButton(pos);
}

} // namespace ptscope
