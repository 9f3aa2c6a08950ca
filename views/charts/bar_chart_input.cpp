// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QToolTip>

#include <algorithm>

#include "views/charts/bar_chart.h"

namespace ptscope {

QString BarChart::textOf(ChartSpot spot) const
{
    return partText(*m_figure, spot.bar, m_figure->bars[spot.bar].parts[spot.part]);
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
