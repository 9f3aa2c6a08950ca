// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPainter>

#include <algorithm>

#include "views/charts/bar_chart.h"
#include "views/charts/bar_chart_measures.h"
#include "views/charts/chart_fill.h"
#include "views/common/match_veil.h"

namespace ptscope {

using namespace barchart;

namespace {

constexpr int ringWidth = 2;

} // namespace

void BarChart::drawBackground(QPainter *painter, const QRectF &rect)
{
    QChartView::drawBackground(painter, rect);
    painter->setRenderHint(QPainter::Antialiasing, false);
    const QRect plot = m_geometry.plot();
    const int used = m_geometry.slotsLength();
    for (const ChartTick &tick : m_geometry.ticks()) {
        const QRect line = m_growth == Qt::Horizontal ? QRect(plot.left() + tick.at, plot.top(), 1, used)
                                                      : QRect(plot.left(), plot.bottom() + 1 - tick.at, used, 1);
        painter->fillRect(line, ptscope::palette().line);
    }
}

void BarChart::drawForeground(QPainter *painter, const QRectF &)
{
    if (m_figure == nullptr || m_geometry.bars() == 0) {
        return;
    }
    painter->setRenderHint(QPainter::Antialiasing, false);
    drawPatterns(*painter);
    drawVeil(*painter);
    if (m_growth == Qt::Horizontal) {
        drawRowNames(*painter);
        drawRowValues(*painter);
    } else {
        drawColumnNames(*painter);
        drawColumnValues(*painter);
    }
    drawTicks(*painter);
    drawFrames(*painter);
}

void BarChart::drawPatterns(QPainter &painter) const
{
    PatternPainter pattern(painter, theme(), {.origin = m_geometry.plot().topLeft(), .uiScale = uiScale()});
    for (std::size_t bar = 0; bar < m_geometry.bars(); ++bar) {
        for (std::size_t part = 0; part < m_geometry.parts(bar); ++part) {
            const QRect rect = m_geometry.rect({bar, part});
            if (!rect.isEmpty()) {
                drawFill(pattern, rect, m_figure->bars[bar].parts[part].fill, ptscope::palette());
            }
        }
    }
}

/// What the filter does not let through steps back, as in every picture.
void BarChart::drawVeil(QPainter &painter) const
{
    QColor veil = ptscope::palette().surface;
    veil.setAlpha(255 * (100 - MatchVeil::keptPercent) / 100);
    for (std::size_t bar = 0; bar < m_geometry.bars(); ++bar) {
        for (std::size_t part = 0; part < m_geometry.parts(bar); ++part) {
            painter.fillRect(m_geometry.dimmedRect({bar, part}, m_figure->bars[bar].parts[part]), veil);
        }
    }
}

void BarChart::drawRowNames(QPainter &painter) const
{
    const Palette &colors = ptscope::palette();
    const int right = m_geometry.plot().left() - scaled(gap) - sideWidth();
    for (std::size_t bar = 0; bar < m_geometry.bars(); bar += static_cast<std::size_t>(m_figure->sides)) {
        const QRect row = m_geometry.groupRect(bar);
        const QRect name(0, row.top(), right, row.height());
        painter.setFont(wordFont(TextRole::Label));
        painter.setPen(colors.text1);
        painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                         words().elidedText(m_figure->bars[bar].name, Qt::ElideMiddle, name.width()));
    }
    painter.setFont(monoFont(TextRole::Index));
    painter.setPen(colors.text3);
    for (std::size_t bar = 0; m_figure->sides == 2 && bar < m_geometry.bars(); ++bar) {
        const QRect row = m_geometry.slotRect(bar);
        painter.drawText(QRect(right, row.top(), sideWidth() + scaled(gap) / 2, row.height()),
                         Qt::AlignRight | Qt::AlignVCenter, sideName(bar));
    }
}

void BarChart::drawRowValues(QPainter &painter) const
{
    const Palette &colors = ptscope::palette();
    const int left = m_geometry.plot().right() + 1;
    const int change = changeWidth();
    painter.setFont(monoFont(TextRole::Label));
    for (std::size_t bar = 0; bar < m_geometry.bars(); ++bar) {
        const ChartBar &shown = m_figure->bars[bar];
        const QRect row = m_geometry.slotRect(bar);
        painter.setPen(colors.text2);
        painter.drawText(QRect(left, row.top(), width() - left - change, row.height()),
                         Qt::AlignRight | Qt::AlignVCenter, shown.value);
        painter.setPen(shown.change == QLatin1String("=") ? colors.text3 : colors.text1);
        painter.drawText(QRect(width() - change, row.top(), change, row.height()), Qt::AlignRight | Qt::AlignVCenter,
                         shown.change);
    }
}

/// Below the columns, as many as have room.
void BarChart::drawColumnNames(QPainter &painter) const
{
    const auto sides = static_cast<std::size_t>(m_figure->sides);
    int widest = 0;
    for (const ChartBar &bar : m_figure->bars) {
        widest = std::max(widest, labels().horizontalAdvance(bar.name));
    }
    const int pitch = m_geometry.slotSize() * static_cast<int>(m_geometry.slotCount() / (m_geometry.bars() / sides));
    const auto step = static_cast<std::size_t>((widest + scaled(gap) / 2) / pitch + 1);
    painter.setFont(monoFont(TextRole::Index));
    painter.setPen(ptscope::palette().text3);
    int top = m_geometry.plot().bottom() + 1;
    if (sides == 2 && m_geometry.slotSize() >= indices().horizontalAdvance(QLatin1Char('A'))) {
        for (std::size_t bar = 0; bar < m_geometry.bars(); ++bar) {
            const QRect column = m_geometry.slotRect(bar);
            painter.drawText(QRect(column.left(), top, column.width(), indices().height()), Qt::AlignCenter, sideName(bar));
        }
    }
    top += sides == 2 ? indices().height() - scaled(2) : 0;
    for (std::size_t bar = 0; bar < m_geometry.bars(); bar += step * sides) {
        const QRect columns = m_geometry.groupRect(bar);
        const QRect label(columns.center().x() - widest, top, 2 * widest, scaled(axisHeight));
        painter.drawText(label, Qt::AlignHCenter | Qt::AlignVCenter, m_figure->bars[bar].name);
    }
}

/// Above each column that is as wide as its figure.
void BarChart::drawColumnValues(QPainter &painter) const
{
    painter.setPen(ptscope::palette().text2);
    const QFontMetrics metrics(painter.font());
    for (std::size_t bar = 0; bar < m_geometry.bars(); ++bar) {
        const QString &value = m_figure->bars[bar].value;
        const QRect column = m_geometry.barRect(bar);
        if (!value.isEmpty() && metrics.horizontalAdvance(value) <= m_geometry.slotSize()) {
            const QRect above(m_geometry.slotRect(bar).left(), column.top() - metrics.height(), m_geometry.slotSize(),
                              metrics.height());
            painter.drawText(above, Qt::AlignCenter, value);
        }
    }
}

void BarChart::drawTicks(QPainter &painter) const
{
    painter.setFont(monoFont(TextRole::Index));
    painter.setPen(ptscope::palette().text3);
    const QRect plot = m_geometry.plot();
    const int half = labels().horizontalAdvance(QStringLiteral("1000 000 000")) / 2;
    for (const ChartTick &tick : m_geometry.ticks()) {
        if (m_growth == Qt::Horizontal) {
            const int x = plot.left() + tick.at;
            painter.drawText(QRect(x - half, plot.top() + m_geometry.slotsLength(), 2 * half, scaled(axisHeight)),
                             Qt::AlignHCenter | Qt::AlignVCenter, tick.text);
        } else {
            const int y = plot.bottom() + 1 - tick.at;
            painter.drawText(QRect(0, y - scaled(10), plot.left() - scaled(gap) / 2, scaled(20)),
                             Qt::AlignRight | Qt::AlignVCenter, tick.text);
        }
    }
}

void BarChart::drawFrames(QPainter &painter) const
{
    PatternPainter pattern(painter, theme(), {.uiScale = uiScale()});
    const Palette &colors = ptscope::palette();
    const auto frameOf = [this](ChartSpot spot) {
        const int out = scaled(ringWidth);
        return m_geometry.rect(spot).adjusted(-out, -out, out, out);
    };
    if (m_hover) {
        pattern.frame(frameOf(*m_hover), mix(colors.selection, colors.surface, 50), scaled(ringWidth));
    }
    if (m_current && hasFocus()) {
        pattern.frame(frameOf(*m_current), colors.accent, scaled(ringWidth));
    }
}

} // namespace ptscope
