// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

#include "core/snapshot/snapshot.h"
#include "views/common/navigator.h"

namespace ptscope {

/// One step of the way to the selection.
struct Crumb {
    QString text;
    AddrRange range;
    bool mono = false;
};

/// kernel, region, and the walk through the tables to what is selected: "kernel", "vmalloc()", "PGD[0x100]", "PUD[0x000]".
/// Without a selection only the first step.
std::vector<Crumb> crumbsTo(const Snapshot &snapshot, std::optional<AddrRange> selection);

/// The way to the selection as a row of links; a click reveals what that step spans.
class Breadcrumb : public QWidget
{
    Q_OBJECT

public:
    explicit Breadcrumb(Navigator &navigator, QWidget *parent = nullptr);

    void setSnapshot(SnapshotPtr snapshot);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void follow();
    void layOut();
    int crumbAt(QPoint position) const;
    void go(int crumb);

    Navigator &m_navigator;
    SnapshotPtr m_snapshot;
    std::vector<Crumb> m_crumbs;
    std::vector<QRect> m_places; ///< empty rectangles for those that do not fit
    int m_hovered = -1;
    int m_current = -1; ///< by keyboard
};

} // namespace ptscope
