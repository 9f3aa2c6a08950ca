// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/bar_chart.h"

#include <QGraphicsLayout>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSet>
#include <QtCharts/QHorizontalStackedBarSeries>
#include <QtCharts/QStackedBarSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <memory>

#include "views/charts/bar_chart_measures.h"
#include "views/charts/chart_fill.h"
#include "views/look/accessible_role.h"

namespace ptscope {

using namespace barchart;

namespace {

constexpr int rowPitch = 24;
constexpr int pairPitch = 13; ///< two of them are a pair, a third parts it from the next
constexpr int columnPlot = 132; ///< height of the bars that stand upright
constexpr int longestNameShare = 3;
constexpr int leastPlot = 120;
constexpr int upperMargin = 20;

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
    // The filter changed, or the scale: who walks the bars stays where he is.
    const bool sameBars = m_figure != nullptr && figure != nullptr && m_current && m_current->bar < figure->bars.size()
        && m_current->part < figure->bars[m_current->bar].parts.size();
    m_figure = figure;
    m_scale = scale;
    if (!sameBars) {
        m_current.reset();
    }
    m_hover.reset();
    setAccessibleName(figure == nullptr ? QString() : figure->title);
    setAccessibleDescription(figure == nullptr ? QString() : figure->note);
    updateGeometry();
    layOut();
}

QSize BarChart::sizeHint() const
{
    const auto bars = m_figure == nullptr ? 0 : static_cast<int>(m_figure->bars.size());
    const bool pairs = m_figure != nullptr && m_figure->sides == 2;
    const int rows = pairs ? bars / 2 * 3 * scaled(pairPitch) : bars * scaled(rowPitch);
    const int height = m_growth == Qt::Horizontal ? rows + scaled(axisHeight)
                                                  : scaled(upperMargin + columnPlot) + footHeight();
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

int BarChart::sideWidth() const
{
    return m_figure->sides == 2 && m_growth == Qt::Horizontal ? scaled(gap) : 0;
}

/// Of columns that stand in pairs, letters stand above the names.
int BarChart::footHeight() const
{
    const bool letters = m_figure != nullptr && m_figure->sides == 2 && m_growth == Qt::Vertical;
    return scaled(axisHeight) + (letters ? indices().height() - scaled(2) : 0);
}

int BarChart::changeWidth() const
{
    int widest = 0;
    for (const ChartBar &bar : m_figure->bars) {
        widest = std::max(widest, labels().horizontalAdvance(bar.change));
    }
    return m_growth == Qt::Horizontal && widest != 0 ? widest + scaled(gap) : 0;
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
    const int left = nameWidth() + sideWidth() + scaled(gap);
    const int right = valueWidth() + changeWidth() + (m_growth == Qt::Horizontal ? scaled(gap) : 0);
    const int top = m_growth == Qt::Horizontal ? 0 : scaled(upperMargin);
    return {left, top, std::max(scaled(leastPlot), width() - left - right), height() - top - footHeight()};
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
        QList<qreal> lengths(static_cast<qsizetype>(m_geometry.slotCount()), 0);
        for (std::size_t bar = 0; bar < m_figure->bars.size(); ++bar) {
            // Qt Charts counts rows from below.
            const auto slot = static_cast<qsizetype>(m_geometry.slotOf(bar));
            const qsizetype at = m_growth == Qt::Horizontal ? lengths.size() - 1 - slot : slot;
            const auto part = partWithFill(m_figure->bars[bar], fill);
            lengths[at] = part ? m_geometry.length({bar, *part}) : 0;
        }
        set->append(lengths);
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
    const int used = m_geometry.slotsLength();
    auto *names = new QBarCategoryAxis;
    for (std::size_t i = 0; i < m_geometry.slotCount(); ++i) {
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

} // namespace ptscope
