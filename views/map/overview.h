// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QVariantAnimation>
#include <QWidget>

#include "views/common/navigator.h"
#include "views/map/map_loader.h"

namespace ptscope {

/// The whole dump in one strip, holes folded: leaves above access, regions by name, and a lens around what the map
/// shows. The lens can be moved, widened and narrowed.
class Overview : public QWidget
{
    Q_OBJECT

public:
    explicit Overview(Navigator &navigator, QWidget *parent = nullptr);
    ~Overview() override;

    /// Null when nothing is open.
    void setSnapshot(SnapshotPtr snapshot);
    /// Where the lens is, in widget coordinates; empty when there is none.
    QRect lensRect() const;
    bool isSettled() const { return !m_loader->isBusy() && m_motion.state() != QAbstractAnimation::Running; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// Pixels of the strip, [left, right).
    struct Lens {
        int left = 0;
        int right = 0;
    };
    enum class Grip { None, Inside, Left, Right };

    bool isOpen() const { return m_loader->source() != nullptr && !m_axis.empty(); }
    QRect strip() const;
    QRect upperLane() const;
    QRect lowerLane() const;
    static int leastLens();
    Lens lensOf(AddrRange range) const;
    void moveLens();
    void show(Lens lens);
    Grip gripAt(int x) const;
    void takeSource();
    void invalidate();
    void drawPicture();
    void drawRegions(QPainter &painter) const;
    void drawTitle(QPainter &painter) const;
    void drawLens(QPainter &painter) const;
    void drawSelection(QPainter &painter) const;
    void drawMarkers(QPainter &painter) const;

    Navigator &m_navigator;
    MapLoader *m_loader;
    MapAxis m_axis;
    QImage m_picture; ///< of the strip alone
    Lens m_lens;      ///< what is shown, on its way to where it belongs
    Lens m_from;
    Lens m_to;
    QVariantAnimation m_motion;
    Grip m_grip = Grip::None;
    Lens m_gripped;
    int m_grippedX = 0;
};

} // namespace ptscope
