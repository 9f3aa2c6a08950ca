// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCharts/QChartView>

#include "views/charts/chart_geometry.h"

class QAbstractBarSeries;
class QHelpEvent;

namespace ptscope {

/// One chart, or two dumps in one: Qt Charts draws bars and grid where ChartGeometry says; names, patterns and frames are drawn over it. Bars are
/// walked with the arrow keys, Enter asks for the rows of the current one.
class BarChart : public QChartView
{
    Q_OBJECT

public:
    explicit BarChart(Qt::Orientation growth, QWidget *parent = nullptr);

    /// The figure must live until the next call.
    void setFigure(const ChartFigure *figure, ChartScale scale);
    Qt::Orientation growth() const { return m_growth; }
    const ChartGeometry &geometryOfBars() const { return m_geometry; }
    std::optional<ChartSpot> current() const { return m_current; }
    /// Points that Qt Charts was given.
    int points() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// Enter, or a click.
    void activated(ptscope::ChartSpot spot);
    /// What the keys or the pointer are on; empty when on nothing.
    void pointedAt(const QString &text);

protected:
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override { event->accept(); }
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void layOut();
    QRect plotRect() const;
    int nameWidth() const;
    int sideWidth() const;
    int valueWidth() const;
    int changeWidth() const;
    int footHeight() const;
    void fillChart();
    void makeAxes(QAbstractBarSeries &series);
    void drawPatterns(QPainter &painter) const;
    void drawVeil(QPainter &painter) const;
    void drawRowNames(QPainter &painter) const;
    void drawRowValues(QPainter &painter) const;
    void drawColumnNames(QPainter &painter) const;
    void drawColumnValues(QPainter &painter) const;
    void drawTicks(QPainter &painter) const;
    void drawFrames(QPainter &painter) const;
    void setCurrent(std::optional<ChartSpot> spot);
    void setHover(std::optional<ChartSpot> spot);
    bool walk(int key);
    void walkBars(int step);
    QString textOf(ChartSpot spot) const;
    void tell();

    const ChartFigure *m_figure = nullptr;
    ChartScale m_scale = ChartScale::Share;
    Qt::Orientation m_growth;
    ChartGeometry m_geometry;
    std::optional<ChartSpot> m_current;
    std::optional<ChartSpot> m_hover;
};

} // namespace ptscope
