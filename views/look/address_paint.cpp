// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/address_paint.h"

#include "views/look/numbers.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <bit>

namespace ptscope {

namespace {

constexpr int digitsInAddress = 16;
constexpr int digitsInGroup = 4;
constexpr int gapCount = digitsInAddress / digitsInGroup - 1;
constexpr int prefixLength = 2;

qreal gapWidth(const QFont &font)
{
    return QFontInfo(font).pixelSize() * 0.25;
}

qreal digitWidth(const QFontMetricsF &metrics)
{
    return metrics.horizontalAdvance(QLatin1Char('0'));
}

} // namespace

int commonDigits(std::uint64_t a, std::uint64_t b)
{
    return std::countl_zero(a ^ b) / 4;
}

qreal addressWidth(const QFont &font)
{
    return (prefixLength + digitsInAddress) * digitWidth(QFontMetricsF(font)) + gapCount * gapWidth(font);
}

qreal drawAddress(QPainter &painter, const QRect &rect, std::uint64_t address, const QFont &font, const AddressInk &ink)
{
    const QString text = addressLabel(address);
    const QFontMetricsF metrics(font);
    const qreal digit = digitWidth(metrics);
    const qreal gap = gapWidth(font);
    const qreal baseline = rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) / 2;
    const int dimmed = std::clamp(ink.dimmedDigits, 0, digitsInAddress);

    painter.save();
    painter.setFont(font);
    const auto piece = [&](int from, int to, const QColor &color) {
        if (from < to) {
            const qreal x = rect.left() + (prefixLength + from) * digit + from / digitsInGroup * gap;
            painter.setPen(color);
            painter.drawText(QPointF(x, baseline), text.mid(prefixLength + from, to - from));
        }
    };
    painter.setPen(ink.dimmed);
    painter.drawText(QPointF(rect.left(), baseline), text.left(prefixLength));
    for (int group = 0; group < digitsInAddress; group += digitsInGroup) {
        const int border = std::clamp(dimmed, group, group + digitsInGroup);
        piece(group, border, ink.dimmed);
        piece(border, group + digitsInGroup, ink.digits);
    }
    painter.restore();
    return addressWidth(font);
}

} // namespace ptscope
