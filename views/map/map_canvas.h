// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "views/axis/axis_drag.h"
#include "views/common/change_overlay.h"
#include "views/common/kept_picture.h"
#include "views/common/run_twin.h"
#include "views/map/map_geometry.h"
#include "views/map/map_source.h"

class QHelpEvent;

namespace ptscope {

/// The picture of the map and what mouse and keys do to it. Three layers: the geometry, the picture drawn from it, and
/// the marks, so that pointing and selecting cost next to nothing.
class MapCanvas : public QWidget, public RunTwin
{
    Q_OBJECT

public:
    explicit MapCanvas(Navigator &navigator, QWidget *parent = nullptr);

    /// Null when nothing is open.
    /// `kept`: what to show of it, instead of all.
    void setSource(MapSourcePtr source, std::optional<AddrRange> kept = {});
    /// The old picture stands back while another is on its way.
    void setWaiting(bool waiting);
    /// What differs from another dump stands as a row of its own above access.
    void setComparison(ComparisonPtr comparison);
    const MapAxis &axis() const { return m_axis; }
    const MapGeometry &geometry() const;

    QSize sizeHint() const override;
    /// Below it lanes would be cut off.
    int leastHeightOfLanes() const;
    QSize minimumSizeHint() const override;

public slots:
    void zoomIn() { zoomByKey(2.0); }
    void zoomOut() { zoomByKey(0.5); }
    void panLeft() { pan(-m_axis.width() / axisPanShare); }
    void panRight() { pan(m_axis.width() / axisPanShare); }
    void goToNextRun();
    void goToPreviousRun();
    void goToFirstRun();
    void goToLastRun();
    void goLevelUp();
    void goLevelDown();
    /// The selection into the middle; when it is there, as large as the window.
    void centreThenFit();
    /// The selection as large as the window.
    void fitSelection();
    void showAll();
    void zoomTo(const ptscope::ZoomStop &stop);
    void setAxisMode(ptscope::AxisMode mode);

signals:
    /// Another part of the dump, another scale or another axis is shown.
    void viewChanged();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

    const Snapshot *twinSnapshot() const override { return isOpen() ? &m_source->snapshot() : nullptr; }
    AddrRange twinRange() const override { return m_axis.visible(); }

private:
    bool isOpen() const { return m_source != nullptr && !m_axis.empty(); }
    void axisChanged();
    void followVisible();
    void reveal(AddrRange range);
    void goTo(std::optional<AddrRange> range);
    void zoomByKey(double factor);
    void pan(int pixels);
    VirtAddr focusAddress() const;
    void describe();
    bool showToolTip(QHelpEvent &event);
    std::optional<LeafClass> keyAt(QPoint position) const;
    void filterBy(LeafClass leaf, bool also);
    void drawPicture(QPainter &painter);
    void drawDifferences(QPainter &painter);
    void drawWaiting(QPainter &painter) const;
    void drawNothing(QPainter &painter) const;

    Navigator &m_navigator;
    MapSourcePtr m_source;
    ChangeOverlay m_changes;
    MapAxis m_axis;
    mutable MapGeometry m_geometry;
    mutable bool m_geometryValid = false;
    KeptPicture m_picture;
    bool m_waiting = false;
    bool m_publishing = false; ///< the change of what is visible comes from here
    AxisDrag m_drag;
};

} // namespace ptscope
