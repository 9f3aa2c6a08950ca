// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

#include "core/series/figures.h"
#include "core/series/range_history.h"
#include "views/timeline/time_strip_geometry.h"

namespace ptscope {

/// The moments of a series side by side: a figure as a sparkline, a tick where something changed, a flag where the selected
/// range changed, and the moment in front. Drag or arrow keys move it.
class TimeStrip : public QWidget
{
    Q_OBJECT

public:
    explicit TimeStrip(QWidget *parent = nullptr);

    void setSeries(SeriesPtr series);
    void setFront(MomentIndex moment);
    void setFigure(SeriesFigure figure);
    /// Where the selected range changed; empty without a selection.
    void setRangeChanges(std::vector<RangeChange> changes);

    const TimeStripGeometry &geometryOfMoments() const { return m_geometry; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void momentRequested(ptscope::MomentIndex moment);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void layOut();
    void describe();
    void request(std::int64_t moment);
    void drawLine(QPainter &painter) const;
    void drawTicks(QPainter &painter) const;
    void drawFlags(QPainter &painter) const;
    void drawFront(QPainter &painter) const;
    void drawScale(QPainter &painter) const;
    QString toolTipOf(MomentIndex moment) const;

    SeriesPtr m_series;
    TimeStripGeometry m_geometry;
    std::vector<std::uint64_t> m_values;
    std::vector<RangeChange> m_changes;
    SeriesFigure m_figure = SeriesFigure::Mapped;
    MomentIndex m_front = 0;
    MomentIndex m_asked = 0; ///< where a walk of keys has come to while the front follows
    int m_hovered = -1;
    int m_wheel = 0;
};

/// "Mapped", "TLB entries".
QString figureName(SeriesFigure figure);
/// "4.34 GiB" or "2 069".
QString figureText(SeriesFigure figure, std::uint64_t value);
QString figureDeltaText(SeriesFigure figure, std::uint64_t before, std::uint64_t after);
/// What people call a moment: its file without the suffix of its compression.
QString momentName(const Moment &moment);

} // namespace ptscope
