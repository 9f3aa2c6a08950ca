// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/numbers.h"

#include <QCoreApplication>

#include <array>
#include <bit>

namespace ptscope {

namespace {

constexpr QChar thinSpace(0x2009);
constexpr QChar minusSign(0x2212);
constexpr std::array<const char *, 7> binaryUnits = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
constexpr std::array<std::uint64_t, 3> powersOfTen = {1, 10, 100};

QString grouped(std::uint64_t count, QChar separator)
{
    QString text = QString::number(count);
    for (qsizetype at = text.size() - 3; at > 0; at -= 3) {
        text.insert(at, separator);
    }
    return text;
}

std::uint64_t magnitude(std::int64_t value)
{
    const auto bits = static_cast<std::uint64_t>(value);
    return value < 0 ? std::uint64_t{0} - bits : bits;
}

QString withSign(std::int64_t value, const QString &text)
{
    if (value == 0) {
        return text;
    }
    return (value < 0 ? minusSign : QLatin1Char('+')) + text;
}

// bytes / 1024^unit, rounded half up, in units of 10^-decimals. Only the upper 40 bits of the fraction are used, so that
// the product stays within 64 bits.
std::uint64_t roundedTo(std::uint64_t bytes, unsigned unit, unsigned decimals)
{
    unsigned shift = 10 * unit;
    if (shift == 0) {
        return bytes * powersOfTen[decimals];
    }
    const std::uint64_t whole = bytes >> shift;
    std::uint64_t fraction = bytes & ((std::uint64_t{1} << shift) - 1);
    if (shift > 40) {
        fraction >>= shift - 40;
        shift = 40;
    }
    const std::uint64_t half = std::uint64_t{1} << (shift - 1);
    return whole * powersOfTen[decimals] + ((fraction * powersOfTen[decimals] + half) >> shift);
}

QString withDecimals(std::uint64_t value, unsigned decimals)
{
    if (decimals == 0) {
        return QString::number(value);
    }
    const std::uint64_t power = powersOfTen[decimals];
    return QString::number(value / power) + QLatin1Char('.')
        + QString::number(value % power).rightJustified(static_cast<qsizetype>(decimals), QLatin1Char('0'));
}

// Four digits at most: two decimals below 100, one below 1000, else none.
QString fourDigits(std::uint64_t bytes, unsigned unit)
{
    const std::uint64_t hundredths = roundedTo(bytes, unit, 2);
    if (hundredths < 10000) {
        return withDecimals(hundredths, 2);
    }
    const std::uint64_t tenths = roundedTo(bytes, unit, 1);
    if (tenths < 10000) {
        return withDecimals(tenths, 1);
    }
    return withDecimals(roundedTo(bytes, unit, 0), 0);
}

} // namespace

QString runSizeText(std::uint64_t bytes)
{
    static constexpr std::array units = {'K', 'M', 'G', 'T', 'P', 'E'};
    if (bytes == 0 || bytes % 1024 != 0) {
        return QString::number(bytes) + QLatin1Char('B');
    }
    const auto unit = static_cast<unsigned>(std::countr_zero(bytes)) / 10;
    return QString::number(bytes >> (10 * unit)) + QLatin1Char(units[unit - 1]);
}

QString sumText(std::uint64_t bytes)
{
    if (bytes == 0) {
        return QCoreApplication::translate("numbers", "nothing");
    }
    unsigned unit = (static_cast<unsigned>(std::bit_width(bytes)) - 1) / 10;
    if (unit + 1 < binaryUnits.size() && roundedTo(bytes, unit, 0) == 1024) {
        ++unit;
    }
    const bool exact = bytes % (std::uint64_t{1} << (10 * unit)) == 0;
    const QString number = exact ? QString::number(bytes >> (10 * unit)) : fourDigits(bytes, unit);
    return number + QLatin1Char(' ') + QLatin1String(binaryUnits[unit]);
}

QString countText(std::uint64_t count)
{
    return grouped(count, thinSpace);
}

QString countColumnText(std::uint64_t count)
{
    return grouped(count, QLatin1Char(' '));
}

QString deltaText(std::int64_t delta)
{
    return withSign(delta, countText(magnitude(delta)));
}

QString deltaColumnText(std::int64_t delta)
{
    return withSign(delta, countColumnText(magnitude(delta)));
}

QString sumDeltaText(std::int64_t bytes)
{
    return bytes == 0 ? QStringLiteral("0") : withSign(bytes, sumText(magnitude(bytes)));
}

QString addressLabel(std::uint64_t address)
{
    return QLatin1String("0x") + QString::number(address, 16).rightJustified(16, QLatin1Char('0'));
}

QString indexText(unsigned index)
{
    return QLatin1String("0x") + bareIndexText(index);
}

QString bareIndexText(unsigned index)
{
    return QString::number(index, 16).rightJustified(3, QLatin1Char('0'));
}

} // namespace ptscope
