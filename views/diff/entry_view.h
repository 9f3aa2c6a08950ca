// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "views/common/navigator.h"
#include "views/diff/entry_geometry.h"

namespace ptscope {

/// The chosen change from near: the entries of the table that it lies in, before above after.
class EntryView : public QWidget
{
    Q_OBJECT

public:
    explicit EntryView(Navigator &navigator, QWidget *parent = nullptr);

    void setChange(DiffSourcePtr source, std::optional<ChangeIndex> change);
    const EntryGeometry &geometry() const { return m_geometry; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {1, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void layOut();
    void drawHead(QPainter &painter) const;
    void drawEntry(QPainter &painter, const QRect &rect, const ClassSums &sums, bool changed) const;
    void drawBands(QPainter &painter) const;

    Navigator &m_navigator;
    DiffSourcePtr m_source;
    std::optional<ChangeIndex> m_change;
    EntryGeometry m_geometry;
};

} // namespace ptscope
