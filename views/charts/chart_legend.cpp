// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chart_legend.h"

#include <QPainter>

#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int lineHeight = 20;
constexpr int swatchWidth = 20;
constexpr int swatchHeight = 12;
constexpr int swatchGap = 6;
constexpr int entryGap = 16;

} // namespace

ChartLegend::ChartLegend(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&ThemeNotifier::instance(), &ThemeNotifier::themeChanged, this, qOverload<>(&QWidget::update));
}

void ChartLegend::setFills(std::vector<NamedFill> fills)
{
    m_fills = std::move(fills);
    QStringList names;
    for (const NamedFill &named : m_fills) {
        names.append(named.name);
    }
    setAccessibleName(names.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

std::vector<QRect> ChartLegend::places(int width) const
{
    const QFontMetrics metrics(wordFont(TextRole::Label));
    std::vector<QRect> out;
    int x = 0;
    int y = 0;
    for (const NamedFill &named : m_fills) {
        const int needed = scaled(swatchWidth + swatchGap) + metrics.horizontalAdvance(named.name);
        if (x > 0 && x + needed > width) {
            x = 0;
            y += scaled(lineHeight);
        }
        out.emplace_back(x, y, needed, scaled(lineHeight));
        x += needed + scaled(entryGap);
    }
    return out;
}

int ChartLegend::heightForWidth(int width) const
{
    return m_fills.empty() ? 0 : places(width).back().bottom() + 1;
}

QSize ChartLegend::sizeHint() const
{
    return {scaled(300), m_fills.empty() ? 0 : scaled(lineHeight)};
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(wordFont(TextRole::Label));
    const std::vector<QRect> all = places(width());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const QRect swatch(all[i].left(), all[i].center().y() - scaled(swatchHeight) / 2, scaled(swatchWidth),
                           scaled(swatchHeight));
        PatternPainter pattern(painter, ThemeNotifier::instance().theme(),
                               {.origin = swatch.topLeft(), .uiScale = uiScale()});
        const QBrush brush = brushOf(m_fills[i].fill, ptscope::palette());
        if (brush.style() != Qt::NoBrush) {
            painter.fillRect(swatch, brush);
        }
        drawFill(pattern, swatch, m_fills[i].fill, ptscope::palette());
        painter.setPen(ptscope::palette().text2);
        painter.drawText(all[i].adjusted(scaled(swatchWidth + swatchGap), 0, 1, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         m_fills[i].name);
    }
}

} // namespace ptscope
