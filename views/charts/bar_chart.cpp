// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/bar_chart.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSet>
#include <QtCharts/QHorizontalStackedBarSeries>
#include <QtCharts/QStackedBarSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <memory>

#include "views/charts/chart_fill.h"
#include "views/look/accessible_role.h"
#include "views/look/palette.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int rowPitch = 24;
constexpr int columnPlot = 132; ///< height of the bars that stand upright
constexpr int axisHeight = 20;
constexpr int gap = 12; ///< between names, bars and values
constexpr int longestNameShare = 3;
constexpr int leastPlot = 120;
constexpr int upperMargin = 20;

Theme theme()
{
    return ThemeNotifier::instance().theme();
}

/// Nothing of the look that Qt Charts brings.
QChart *bareChart()
{
    auto *chart = new QChart;
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->setBackgroundVisible(false);
    chart->setPlotAreaBackgroundVisible(false);
    chart->setDropShadowEnabled(false);
    chart->legend()->hide();
    chart->setMargins({});
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    return chart;
}

QFontMetrics labels()
{
    return QFontMetrics(monoFont(TextRole::Label));
}

QFontMetrics words()
{
    return QFontMetrics(wordFont(TextRole::Label));
}

} // namespace

BarChart::BarChart(Qt::Orientation growth, QWidget *parent) : QChartView(parent), m_growth(growth)
{
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing, false);
    setViewportUpdateMode(FullViewportUpdate);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleRole(*this, QAccessible::Chart); // the table of figures is its twin
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&ThemeNotifier::instance(), &ThemeNotifier::themeChanged, this, &BarChart::fillChart);
}

void BarChart::setFigure(const ChartFigure *figure, ChartScale scale)
{
    m_figure = figure;
    m_scale = scale;
    m_current.reset();
    m_hover.reset();
    setAccessibleName(figure == nullptr ? QString() : figure->title);
    setAccessibleDescription(figure == nullptr ? QString() : figure->note);
    updateGeometry();
    layOut();
}

QSize BarChart::sizeHint() const
{
    const auto bars = m_figure == nullptr ? 0 : static_cast<int>(m_figure->bars.size());
    const int height = m_growth == Qt::Horizontal ? bars * scaled(rowPitch) + scaled(axisHeight)
                                                  : scaled(upperMargin + columnPlot + axisHeight);
    return {scaled(480), height};
}

QSize BarChart::minimumSizeHint() const
{
    return {scaled(260), sizeHint().height()};
}

int BarChart::nameWidth() const
{
    if (m_growth == Qt::Vertical) {
        int widest = 0;
        for (const ChartTick &tick : m_geometry.ticks()) {
            widest = std::max(widest, labels().horizontalAdvance(tick.text));
        }
        return std::max(widest, labels().horizontalAdvance(QStringLiteral("100 000")));
    }
    int widest = 0;
    for (const ChartBar &bar : m_figure->bars) {
        widest = std::max(widest, words().horizontalAdvance(bar.name) + scaled(4)); // advances are rounded
    }
    return std::min(widest, width() / longestNameShare);
}

int BarChart::valueWidth() const
{
    int widest = 0;
    for (const ChartBar &bar : m_figure->bars) {
        widest = std::max(widest, labels().horizontalAdvance(bar.value));
    }
    return m_growth == Qt::Horizontal ? widest : 0;
}

QRect BarChart::plotRect() const
{
    const int left = nameWidth() + scaled(gap);
    const int right = valueWidth() + (m_growth == Qt::Horizontal ? scaled(gap) : 0);
    const int top = m_growth == Qt::Horizontal ? 0 : scaled(upperMargin);
    return {left, top, std::max(scaled(leastPlot), width() - left - right), height() - top - scaled(axisHeight)};
}

void BarChart::layOut()
{
    if (m_figure != nullptr) {
        const int room = m_growth == Qt::Horizontal
            ? labels().horizontalAdvance(m_figure->unit == ChartUnit::Bytes ? QStringLiteral("1000 M")
                                                                            : QStringLiteral("1000 000 000"))
            : labels().height() * 2;
        m_geometry = ChartGeometry(*m_figure, m_scale, m_growth, plotRect(), room);
    } else {
        m_geometry = {};
    }
    fillChart();
}

void BarChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    layOut();
}

int BarChart::points() const
{
    int sum = 0;
    for (const QAbstractSeries *series : chart()->series()) {
        const auto *bars = qobject_cast<const QAbstractBarSeries *>(series);
        for (const QBarSet *set : bars == nullptr ? QList<QBarSet *>() : bars->barSets()) {
            sum += set->count();
        }
    }
    return sum;
}

/// One set for each fill, since Qt Charts colours by set; a bar without it has nothing there. Values are pixels: what the
/// geometry rounded is what is drawn.
void BarChart::fillChart()
{
    // A chart that loses its axes keeps what they drew for a while; one that goes takes all with it.
    const std::unique_ptr<QChart> old(chart());
    setChart(bareChart());
    setBackgroundBrush(ptscope::palette().surface);
    if (m_figure == nullptr || m_geometry.bars() == 0) {
        viewport()->update();
        return;
    }
    auto *series = m_growth == Qt::Horizontal ? static_cast<QAbstractBarSeries *>(new QHorizontalStackedBarSeries)
                                              : new QStackedBarSeries;
    series->setBarWidth(static_cast<double>(m_geometry.barSize()) / m_geometry.slotSize());
    for (const ChartFill &fill : fillsOf(*m_figure)) {
        auto *set = new QBarSet(QString());
        set->setBrush(brushOf(fill, ptscope::palette()));
        set->setPen(Qt::NoPen);
        for (std::size_t i = 0; i < m_figure->bars.size(); ++i) {
            // Qt Charts counts rows from below.
            const std::size_t bar = m_growth == Qt::Horizontal ? m_figure->bars.size() - 1 - i : i;
            const auto part = partWithFill(m_figure->bars[bar], fill);
            set->append(part ? m_geometry.length({bar, *part}) : 0);
        }
        series->append(set);
    }
    chart()->addSeries(series);
    makeAxes(*series);
    viewport()->update();
}

void BarChart::makeAxes(QAbstractBarSeries &series)
{
    const bool flat = m_growth == Qt::Horizontal;
    const QRect plot = m_geometry.plot();
    const int used = m_geometry.slotSize() * static_cast<int>(m_geometry.bars());
    auto *names = new QBarCategoryAxis;
    for (std::size_t i = 0; i < m_geometry.bars(); ++i) {
        names->append(QString::number(i));
    }
    names->setLabelsVisible(false);
    names->setGridLineVisible(false);
    names->setLineVisible(false);
    auto *values = new QValueAxis;
    values->setRange(0, flat ? plot.width() : plot.height());
    values->setLabelsVisible(false);
    values->setLineVisible(false);
    values->setGridLineVisible(false); // stands where our ticks are: drawBackground()
    chart()->addAxis(names, flat ? Qt::AlignLeft : Qt::AlignBottom);
    chart()->addAxis(values, flat ? Qt::AlignBottom : Qt::AlignLeft);
    series.attachAxis(names);
    series.attachAxis(values);
    chart()->setPlotArea(flat ? QRectF(plot.left(), plot.top(), plot.width(), used)
                              : QRectF(plot.left(), plot.top(), used, plot.height()));
}

void BarChart::drawBackground(QPainter *painter, const QRectF &rect)
{
    QChartView::drawBackground(painter, rect);
    painter->setRenderHint(QPainter::Antialiasing, false);
    const QRect plot = m_geometry.plot();
    const int used = m_geometry.slotSize() * static_cast<int>(m_geometry.bars());
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
    drawNames(*painter);
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

void BarChart::drawNames(QPainter &painter) const
{
    const Palette &colors = ptscope::palette();
    const QRect plot = m_geometry.plot();
    if (m_growth == Qt::Horizontal) {
        for (std::size_t bar = 0; bar < m_geometry.bars(); ++bar) {
            const QRect row = m_geometry.slotRect(bar);
            const QRect name(0, row.top(), plot.left() - scaled(gap), row.height());
            painter.setFont(wordFont(TextRole::Label));
            painter.setPen(colors.text1);
            painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                             words().elidedText(m_figure->bars[bar].name, Qt::ElideMiddle, name.width()));
            painter.setFont(monoFont(TextRole::Label));
            painter.setPen(colors.text2);
            painter.drawText(QRect(plot.right() + 1, row.top(), width() - plot.right() - 1, row.height()),
                             Qt::AlignRight | Qt::AlignVCenter, m_figure->bars[bar].value);
        }
        return;
    }
    int widest = 0;
    for (const ChartBar &bar : m_figure->bars) {
        widest = std::max(widest, labels().horizontalAdvance(bar.name));
    }
    const auto step = static_cast<std::size_t>((widest + scaled(gap) / 2) / m_geometry.slotSize() + 1);
    painter.setFont(monoFont(TextRole::Index));
    painter.setPen(colors.text3);
    for (std::size_t bar = 0; bar < m_geometry.bars(); bar += step) {
        const QRect column = m_geometry.slotRect(bar);
        const QRect label(column.center().x() - widest, plot.bottom() + 1, 2 * widest, scaled(axisHeight));
        painter.drawText(label, Qt::AlignHCenter | Qt::AlignVCenter, m_figure->bars[bar].name);
    }
    drawColumnValues(painter);
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
            const int top = plot.top() + m_geometry.slotSize() * static_cast<int>(m_geometry.bars());
            painter.drawText(QRect(x - half, top, 2 * half, scaled(axisHeight)), Qt::AlignHCenter | Qt::AlignVCenter,
                             tick.text);
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
        const int out = scaled(2);
        return m_geometry.rect(spot).adjusted(-out, -out, out, out);
    };
    if (m_hover) {
        pattern.frame(frameOf(*m_hover), mix(colors.selection, colors.surface, 50), scaled(2));
    }
    if (m_current && hasFocus()) {
        pattern.frame(frameOf(*m_current), colors.accent, scaled(2));
    }
}

QString BarChart::textOf(ChartSpot spot) const
{
    const ChartBar &bar = m_figure->bars[spot.bar];
    return partText(*m_figure, bar, bar.parts[spot.part]);
}

void BarChart::tell()
{
    const auto spot = m_hover ? m_hover : m_current;
    emit pointedAt(spot ? textOf(*spot) : QString());
    viewport()->update();
}

void BarChart::setCurrent(std::optional<ChartSpot> spot)
{
    m_current = spot;
    m_hover.reset();
    if (spot) {
        setAccessibleDescription(textOf(*spot));
        QAccessibleEvent event(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    }
    tell();
}

void BarChart::setHover(std::optional<ChartSpot> spot)
{
    if (spot != m_hover) {
        m_hover = spot;
        setCursor(spot ? Qt::PointingHandCursor : Qt::ArrowCursor);
        tell();
    }
}

void BarChart::walkBars(int step)
{
    const auto count = static_cast<int>(m_geometry.bars());
    int bar = m_current ? static_cast<int>(m_current->bar) + step : step > 0 ? 0 : count - 1;
    while (bar >= 0 && bar < count && m_geometry.parts(static_cast<std::size_t>(bar)) == 0) {
        bar += step;
    }
    if (bar >= 0 && bar < count) {
        const auto at = static_cast<std::size_t>(bar);
        const std::size_t part = m_current ? m_current->part : 0;
        setCurrent(ChartSpot{at, std::min(part, m_geometry.parts(at) - 1)});
    }
}

bool BarChart::walk(int key)
{
    const bool flat = m_growth == Qt::Horizontal;
    if (key == (flat ? Qt::Key_Down : Qt::Key_Right)) {
        walkBars(1);
    } else if (key == (flat ? Qt::Key_Up : Qt::Key_Left)) {
        walkBars(-1);
    } else if (!m_current) {
        return false;
    } else if (key == (flat ? Qt::Key_Right : Qt::Key_Up)) {
        setCurrent(ChartSpot{m_current->bar, std::min(m_current->part + 1, m_geometry.parts(m_current->bar) - 1)});
    } else if (key == (flat ? Qt::Key_Left : Qt::Key_Down)) {
        setCurrent(ChartSpot{m_current->bar, m_current->part == 0 ? 0 : m_current->part - 1});
    } else {
        return false;
    }
    return true;
}

void BarChart::keyPressEvent(QKeyEvent *event)
{
    const bool enter =
        event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (enter && m_current) {
        emit activated(*m_current);
    } else if (m_geometry.bars() == 0 || !walk(event->key())) {
        event->ignore();
    }
}

void BarChart::mousePressEvent(QMouseEvent *event)
{
    const auto spot = m_geometry.at(event->pos());
    if (event->button() == Qt::LeftButton && spot) {
        setCurrent(spot);
        emit activated(*spot);
    }
}

void BarChart::mouseMoveEvent(QMouseEvent *event)
{
    setHover(m_geometry.at(event->pos()));
}

bool BarChart::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave) {
        setHover({});
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (const auto spot = m_geometry.at(help->pos())) {
            const QString filter = m_figure->bars[spot->bar].parts[spot->part].filter;
            QToolTip::showText(help->globalPos(), textOf(*spot) + QLatin1Char('\n') + tr("click: %1").arg(filter), this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QChartView::viewportEvent(event);
}

void BarChart::focusInEvent(QFocusEvent *event)
{
    QChartView::focusInEvent(event);
    const bool byTab = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (!m_current && m_geometry.bars() != 0 && byTab) {
        walkBars(1);
    }
    viewport()->update();
}

void BarChart::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    viewport()->update();
}

} // namespace ptscope
