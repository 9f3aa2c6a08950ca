// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabBar>

namespace ptscope {

/// The bar of the views, 34 px high. Each tab shows the digit that opens it; the keys themselves are the window's.
class ViewTabs : public QTabBar
{
    Q_OBJECT

public:
    explicit ViewTabs(QWidget *parent = nullptr);

    int addView(const QString &name);

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override;
    void paintEvent(QPaintEvent *event) override;

private:
    void drawTab(QPainter &painter, int index) const;
};

} // namespace ptscope
