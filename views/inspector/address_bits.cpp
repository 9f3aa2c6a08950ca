// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inspector/address_bits.h"

#include <QPainter>

#include <algorithm>

#include "core/snapshot/row_text.h"
#include "views/look/accessible_role.h"
#include "views/look/numbers.h"
#include "views/look/palette.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int numbersHeight = 14;
constexpr int cellHeight = 17;
constexpr int lineGap = 4;
constexpr int namesHeight = 16;
constexpr int fieldGap = 1;
constexpr int bitCount = 64;
constexpr int smallestPitch = 4;

bool bit(VirtAddr address, unsigned index)
{
    return (address.value >> index & 1) != 0;
}

struct FieldColors {
    QColor one;
    QColor zero;
    QColor line;
    QColor name;
};

FieldColors colorsOf(BitField::Kind kind)
{
    const Palette &p = ptscope::palette();
    switch (kind) {
    case BitField::Kind::Index:
        return {p.selection, p.control, p.text1, p.text1};
    case BitField::Kind::LeafIndex:
        return {p.accent, mix(p.accent, p.surface, 60), p.accent, p.accent};
    case BitField::Kind::TableBase:
    case BitField::Kind::Offset:
        break;
    }
    return {p.text3, p.lineStrong, p.control, p.text3};
}

} // namespace

std::vector<BitField> bitFieldsOf(const PagingGeometry &geometry, VirtAddr address, Level last)
{
    const bool upper = bit(address, bitCount - 1);
    std::vector<BitField> fields;
    fields.push_back({BitField::Kind::TableBase, bitCount - 1, geometry.vaBits(),
                      upper ? QStringLiteral("TTBR1") : QStringLiteral("TTBR0")});
    const Level end = geometry.canonical(last);
    for (Level level = Level::Pgd;; level = geometry.below(level)) {
        const BitField::Kind kind = level == end ? BitField::Kind::LeafIndex : BitField::Kind::Index;
        fields.push_back(
            {kind, geometry.tableShift(level) - 1, geometry.shift(level), QString::fromLatin1(name(level))});
        if (level == end) {
            break;
        }
    }
    fields.push_back({BitField::Kind::Offset, geometry.shift(end) - 1, 0, AddressBits::tr("offset")});
    return fields;
}

AddressBits::AddressBits(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void AddressBits::setAddress(VirtAddr address, std::vector<BitField> fields)
{
    m_address = address;
    m_fields = std::move(fields);
    QStringList words{addressLabel(address.value)};
    for (const BitField &field : m_fields) {
        const std::uint64_t value =
            (address.value << (bitCount - 1 - field.high)) >> (bitCount - 1 - field.high + field.low);
        words.append(tr("%1: bits %2 to %3, %4").arg(field.name).arg(field.high).arg(field.low).arg(value, 0, 16));
    }
    setAccessibleRole(*this, QAccessible::StaticText);
    setAccessibleName(words.join(QStringLiteral("; ")));
    setToolTip(words.mid(1).join(QLatin1Char('\n')));
    update();
}

QSize AddressBits::minimumSizeHint() const
{
    return {scaled(smallestPitch) * bitCount + scaled(fieldGap) * levelCount, sizeHint().height()};
}

QSize AddressBits::sizeHint() const
{
    return {scaled(328), scaled(numbersHeight + cellHeight + lineGap + namesHeight)};
}

/// Where bit number `fromLeft` begins without the gaps. Cells differ by a pixel rather than leave the strip short.
int AddressBits::cellLeft(int fromLeft) const
{
    const int gaps = scaled(fieldGap) * (static_cast<int>(m_fields.size()) - 1);
    const int room = std::max(width() - gaps, scaled(smallestPitch) * bitCount);
    return fromLeft * room / bitCount;
}

std::vector<AddressBits::Column> AddressBits::columns() const
{
    std::vector<Column> out;
    for (const BitField &field : m_fields) {
        const int shift = static_cast<int>(out.size()) * scaled(fieldGap);
        out.push_back({cellLeft(bitCount - 1 - static_cast<int>(field.high)) + shift,
                       cellLeft(bitCount - static_cast<int>(field.low)) + shift});
    }
    return out;
}

void AddressBits::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const std::vector<Column> places = columns();
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        paintCells(painter, m_fields[i], places[i]);
    }
    paintNumbers(painter, places);
    paintNames(painter, places);
}

void AddressBits::paintCells(QPainter &painter, const BitField &field, Column column) const
{
    const FieldColors colors = colorsOf(field.kind);
    const int line = scaled(1);
    const int shift = column.left - cellLeft(bitCount - 1 - static_cast<int>(field.high));
    for (unsigned i = field.high + 1; i-- > field.low;) {
        const int fromLeft = bitCount - 1 - static_cast<int>(i);
        const int left = cellLeft(fromLeft) + shift;
        const QRect cell(left, scaled(numbersHeight), cellLeft(fromLeft + 1) + shift - left - line, scaled(cellHeight));
        painter.fillRect(cell, bit(m_address, i) ? colors.one : colors.zero);
        if (!bit(m_address, i)) {
            painter.fillRect(cell.adjusted(line, line, -line, -line), ptscope::palette().surface);
        }
    }
    const int y = scaled(numbersHeight + cellHeight + lineGap);
    painter.fillRect(column.left, y, column.right - column.left - line, line, colors.line);
}

/// Each field's lowest bit stands over its right end, the highest bit of all over the left. Numbers that would touch
/// their left neighbour are left out: a one-bit field has its number from the next.
void AddressBits::paintNumbers(QPainter &painter, const std::vector<Column> &places) const
{
    painter.setFont(monoFont(TextRole::Index));
    painter.setPen(ptscope::palette().text3);
    const QFontMetrics metrics = painter.fontMetrics();
    const QString top = QString::number(bitCount - 1);
    painter.drawText(QRect(0, 0, width(), scaled(numbersHeight)), Qt::AlignLeft | Qt::AlignTop, top);
    int free = metrics.horizontalAdvance(top) + scaled(4);
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const QString number = QString::number(m_fields[i].low);
        const int left = places[i].right - scaled(1) - metrics.horizontalAdvance(number);
        if (left >= free) {
            painter.drawText(QRect(left, 0, width(), scaled(numbersHeight)), Qt::AlignLeft | Qt::AlignTop, number);
            free = places[i].right + scaled(2);
        }
    }
}

/// Centred below each field; a name wider than its field (a PGD of one bit) may lean over, but never touches the next.
void AddressBits::paintNames(QPainter &painter, const std::vector<Column> &places) const
{
    const QFontMetrics metrics(wordFont(TextRole::Label));
    std::vector<Column> names;
    int free = 0;
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const int nameWidth = metrics.horizontalAdvance(m_fields[i].name) + scaled(2);
        const int centred = (places[i].left + places[i].right - nameWidth) / 2;
        const int left = std::max(centred, free);
        names.push_back({left, left + nameWidth});
        free = left + nameWidth + scaled(4);
    }
    int limit = width();
    for (std::size_t i = names.size(); i-- > 0;) {
        const int over = std::max(0, names[i].right - limit);
        names[i] = {names[i].left - over, names[i].right - over};
        limit = names[i].left - scaled(4);
    }
    const int y = scaled(numbersHeight + cellHeight + lineGap) + scaled(2);
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        painter.setFont(wordFont(TextRole::Label));
        painter.setPen(colorsOf(m_fields[i].kind).name);
        painter.drawText(QRect(names[i].left, y, names[i].right - names[i].left, scaled(namesHeight)),
                         Qt::AlignHCenter | Qt::AlignTop | Qt::TextSingleLine, m_fields[i].name);
    }
}

} // namespace ptscope
