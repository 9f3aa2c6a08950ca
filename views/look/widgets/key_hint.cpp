// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/widgets/key_hint.h"

#include "views/look/box.h"
#include "views/look/palette.h"
#include "views/look/type.h"

#include <QFontMetrics>
#include <QPainter>

namespace ptscope {

namespace {

constexpr int capHeight = 18;
constexpr int sidePadding = 5;

} // namespace

int keyHintWidth(const QString &keys)
{
    const int text = QFontMetrics(monoFont(TextRole::Label)).horizontalAdvance(keys);
    return std::max(text + 2 * scaled(sidePadding), scaled(capHeight));
}

void drawKeyHint(QPainter &painter, const QRect &rect, const QString &keys)
{
    const Palette &colors = palette();
    drawBox(painter, rect, {colors.lineStrong, colors.raised});
    painter.save();
    painter.setFont(monoFont(TextRole::Label));
    painter.setPen(colors.text2);
    painter.drawText(rect, Qt::AlignCenter, keys);
    painter.restore();
}

KeyHint::KeyHint(const QString &keys, QWidget *parent) : QWidget(parent), m_keys(keys)
{
    setAccessibleName(keys);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize KeyHint::sizeHint() const
{
    return {keyHintWidth(m_keys), scaled(capHeight)};
}

void KeyHint::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawKeyHint(painter, rect(), m_keys);
}

} // namespace ptscope
