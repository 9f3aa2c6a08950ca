// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/widgets/address_label.h"

#include "views/look/accessible_role.h"
#include "views/look/address_paint.h"
#include "views/look/icons.h"
#include "views/look/numbers.h"
#include "views/look/palette.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include <cmath>

namespace ptscope {

namespace {

constexpr int labelHeight = 18;
constexpr int remarkGap = 12;

} // namespace

AddressLabel::AddressLabel(QWidget *parent, TextRole role) : QWidget(parent), m_role(role)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleRole(*this, QAccessible::StaticText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAddress(0);
}

void AddressLabel::setAddress(std::uint64_t address)
{
    m_address = address;
    setAccessibleName(addressLabel(address));
    update();
}

void AddressLabel::setDimmedDigits(int digits)
{
    m_dimmedDigits = digits;
    update();
}

void AddressLabel::setRemark(const QString &remark)
{
    m_remark = remark;
    setAccessibleDescription(remark);
    updateGeometry();
    update();
}

QSize AddressLabel::sizeHint() const
{
    const int remark = m_remark.isEmpty()
        ? 0
        : scaled(remarkGap) + QFontMetrics(wordFont(TextRole::Label)).horizontalAdvance(m_remark);
    return {static_cast<int>(std::ceil(addressWidth(monoFont(m_role)))) + remark, scaled(labelHeight)};
}

void AddressLabel::copy() const
{
    QGuiApplication::clipboard()->setText(addressLabel(m_address));
}

void AddressLabel::paintEvent(QPaintEvent *)
{
    const Palette &colors = ptscope::palette();
    QPainter painter(this);
    if (hasFocus()) {
        painter.fillRect(rect(), colors.accentBg);
    }
    const qreal used =
        drawAddress(painter, rect(), m_address, monoFont(m_role), {colors.text1, colors.text3, m_dimmedDigits});
    painter.setFont(wordFont(TextRole::Label));
    painter.setPen(colors.text3);
    painter.drawText(rect().adjusted(static_cast<int>(used) + scaled(remarkGap), 0, 0, 0),
                     Qt::AlignVCenter | Qt::AlignLeft, m_remark);
}

void AddressLabel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    QWidget::keyPressEvent(event);
}

void AddressLabel::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(themedIcon(Icon::Copy), tr("Copy address"), QKeySequence::Copy, this, &AddressLabel::copy);
    menu->popup(event->globalPos());
}

void AddressLabel::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void AddressLabel::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace ptscope
