// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "views/charts/chart_fill.h"

namespace ptscope {

/// Swatch and name of each fill of a figure, in as many lines as they need.
class ChartLegend : public QWidget
{
public:
    explicit ChartLegend(QWidget *parent = nullptr);

    void setFills(std::vector<NamedFill> fills);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<QRect> places(int width) const;

    std::vector<NamedFill> m_fills;
};

} // namespace ptscope
