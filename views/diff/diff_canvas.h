// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "views/axis/axis_drag.h"
#include "views/common/kept_picture.h"
#include "views/common/navigator.h"
#include "views/diff/diff_geometry.h"

class QHelpEvent;

namespace ptscope {

/// The two maps with the changes between them, and what mouse and keys do to them. The picture is kept; pointing and
/// selecting redraw only the frames.
class DiffCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit DiffCanvas(Navigator &navigator, QWidget *parent = nullptr);

    void setSource(DiffSourcePtr source);
    void setChurn(ChurnShow churn);
    /// What a filter lets through; null lets all.
    void setKept(KeptChangesPtr kept);
    const MapAxis &axis() const { return m_axis; }
    const DiffGeometry &geometry() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public slots:
    void zoomIn() { zoom(m_axis.width() / 2, 2.0); }
    void zoomOut() { zoom(m_axis.width() / 2, 0.5); }
    void panLeft() { pan(-m_axis.width() / axisPanShare); }
    void panRight() { pan(m_axis.width() / axisPanShare); }
    void showAll();
    void fitSelection();

signals:
    void changeChosen(ptscope::ChangeIndex change);

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

private:
    bool isOpen() const { return m_source != nullptr && !m_axis.empty(); }
    void invalidate();
    void zoom(int x, double factor);
    void pan(int pixels);
    void reveal(AddrRange range);
    std::optional<AddrRange> rangeAt(QPoint point) const;
    void choose(QPoint point);
    QString tipAt(QPoint point) const;
    void describe();

    Navigator &m_navigator;
    DiffSourcePtr m_source;
    KeptChangesPtr m_kept;
    ChurnShow m_churn = ChurnShow::Apart;
    MapAxis m_axis;
    mutable DiffGeometry m_geometry;
    mutable bool m_geometryValid = false;
    KeptPicture m_picture;
    AxisDrag m_drag;
};

} // namespace ptscope
