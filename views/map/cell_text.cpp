// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/cell_text.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

#include "views/look/numbers.h"
#include "views/look/type.h"
#include "views/map/map_labels.h"

namespace ptscope {

namespace {

constexpr int leastLabelWidth = 14;
constexpr int leastHoleLabelWidth = 64;
constexpr int tablePadding = 6;
constexpr int leafPadding = 2;
constexpr int platePadding = 4;

/// Relative luminance and contrast after WCAG 2.1.
double luminance(const QColor &color)
{
    const auto linear = [](float channel) {
        const double c = static_cast<double>(channel);
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace

CellText::CellText(QPainter &painter, const MapSource &source, Theme theme, bool linear)
    : m_painter(painter), m_source(source), m_colors(palette(theme)), m_linear(linear),
      m_mono(monoFont(TextRole::Body)), m_monoStrong(monoFont(TextRole::Value)), m_word(wordFont(TextRole::Label)),
      m_wordStrong(wordFont(TextRole::Value)), m_monoMetrics(m_mono), m_strongMetrics(m_monoStrong),
      m_wordMetrics(m_word), m_wordStrongMetrics(m_wordStrong)
{
    m_monoStrong.setPixelSize(m_word.pixelSize());
    m_strongMetrics = QFontMetrics(m_monoStrong);
}

CellText::Ink CellText::inkOn(const QColor &fill) const
{
    const bool dark = contrast(m_colors.inkOnData, fill) >= contrast(m_colors.text1, fill);
    const QColor &ink = dark || m_colors.theme == Theme::Dark ? m_colors.inkOnData : m_colors.text1;
    return {ink, ink, {}};
}

/// Solid fills take the ink; patterns take a plate, on which letters stay letters.
CellText::Ink CellText::leafInk(LeafClass leaf) const
{
    if (leaf == LeafClass::Invalid || leaf == LeafClass::Hole) {
        return {m_colors.text1, m_colors.text2, m_colors.bg};
    }
    Ink ink = inkOn(m_colors.of(leaf));
    if (leaf == LeafClass::Page || m_linear) {
        ink.plate = m_colors.of(leaf);
    }
    return ink;
}

CellText::Ink CellText::accessInk(AccessClass access) const
{
    const bool solid = access == AccessClass::RwNx || access == AccessClass::RwX;
    return solid ? inkOn(m_colors.of(access)) : Ink{m_colors.text1, m_colors.text2, m_colors.bg};
}

CellText::Ink CellText::inkOf(const MapCell &cell, bool strong) const
{
    switch (cell.kind) {
    case CellKind::Leaf:
        return leafInk(cell.leaf);
    case CellKind::Access:
        return accessInk(cell.access);
    case CellKind::Hole:
        return {m_colors.text3, m_colors.text3, m_colors.sunk};
    default:
        return {strong || cell.kind == CellKind::Region ? m_colors.text1 : m_colors.text2,
                strong ? m_colors.text2 : m_colors.text3,
                {}};
    }
}

void CellText::write(const MapCell &cell, bool strong)
{
    if (cell.rect.width() < scaled(cell.kind == CellKind::Hole ? leastHoleLabelWidth : leastLabelWidth)
        || (cell.kind == CellKind::Hole && !m_linear)) {
        return;
    }
    const auto ladder = labelLadder(cell, m_source);
    const auto best =
        std::find_if(ladder.begin(), ladder.end(), [&](const QStringList &lines) { return fits(cell, lines); });
    if (best == ladder.end()) {
        return;
    }
    const Ink ink = inkOf(cell, strong);
    if (isBare(cell, *best)) {
        writeCentred(*best, cell.rect, ink);
        return;
    }
    if (cell.kind == CellKind::Region) {
        m_painter.setFont(m_wordStrong);
        m_painter.setPen(ink.first);
        m_painter.drawText(cell.rect.adjusted(scaled(tablePadding), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                           best->front());
        return;
    }
    writeTable(*best, cell.rect, ink);
}

void CellText::drawIndex(unsigned index, LeafClass leaf, const QRect &cell, int baseline)
{
    const QFontMetrics metrics(m_painter.font());
    const QString text = bareIndexText(index);
    const int x = cell.x() + (cell.width() - metrics.horizontalAdvance(text)) / 2;
    const Ink ink = leafInk(leaf);
    if (ink.plate.isValid()) {
        m_painter.fillRect(x - scaled(1), baseline - metrics.ascent() + scaled(1),
                           metrics.horizontalAdvance(text) + scaled(2), metrics.height() - scaled(2), ink.plate);
    }
    m_painter.setPen(ink.first);
    m_painter.drawText(x, baseline, text);
}

const QFontMetrics &CellText::metricsOf(const MapCell &cell, qsizetype line) const
{
    switch (cell.kind) {
    case CellKind::Region:
        return m_wordStrongMetrics;
    case CellKind::Table:
    case CellKind::Owner:
        return line == 0 ? m_monoMetrics : m_wordMetrics;
    default:
        return m_strongMetrics;
    }
}

bool CellText::isBare(const MapCell &cell, const QStringList &lines)
{
    return cell.kind == CellKind::Leaf || cell.kind == CellKind::Access || cell.kind == CellKind::Hole
        || (cell.kind == CellKind::Table && !lines.front().startsWith(QLatin1Char('[')));
}

bool CellText::fits(const MapCell &cell, const QStringList &lines) const
{
    const int padding = 2 * scaled(isBare(cell, lines) ? leafPadding : tablePadding);
    int height = 0;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QFontMetrics &metrics = metricsOf(cell, i);
        if (metrics.horizontalAdvance(lines[i]) + padding > cell.rect.width()) {
            return false;
        }
        height += metrics.height();
    }
    return height <= cell.rect.height() + scaled(2) || lines.size() == 1;
}

void CellText::writeTable(const QStringList &lines, const QRect &room, const Ink &ink)
{
    const int x = room.x() + scaled(tablePadding);
    const int second = lines.size() > 1 ? m_wordMetrics.height() : 0;
    int y = room.y() + (room.height() - m_monoMetrics.height() - second) / 2 + m_monoMetrics.ascent();
    m_painter.setFont(m_mono);
    m_painter.setPen(ink.first);
    m_painter.drawText(x, y, lines.front());
    if (second != 0) {
        y += m_monoMetrics.descent() + m_wordMetrics.ascent();
        m_painter.setFont(m_word);
        m_painter.setPen(ink.second);
        m_painter.drawText(x, y, lines.back());
    }
}

void CellText::writeCentred(const QStringList &lines, const QRect &rect, const Ink &ink)
{
    int width = 0;
    for (const QString &line : lines) {
        width = std::max(width, m_strongMetrics.horizontalAdvance(line));
    }
    const int lineHeight = m_strongMetrics.height();
    const int height = lineHeight * static_cast<int>(lines.size());
    int y = rect.y() + (rect.height() - height) / 2;
    if (ink.plate.isValid()) {
        const int padding = std::min(scaled(platePadding), (rect.width() - width) / 2);
        m_painter.fillRect(rect.x() + (rect.width() - width) / 2 - padding, y - scaled(1), width + 2 * padding,
                           height + scaled(2), ink.plate);
    }
    m_painter.setFont(m_monoStrong);
    for (const QString &line : lines) {
        m_painter.setPen(&line == &lines.front() ? ink.first : ink.second);
        const int x = rect.x() + (rect.width() - m_strongMetrics.horizontalAdvance(line)) / 2;
        m_painter.drawText(x, y + m_strongMetrics.ascent(), line);
        y += lineHeight;
    }
}

} // namespace ptscope
