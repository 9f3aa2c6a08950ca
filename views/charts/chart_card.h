// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "views/charts/bar_chart.h"

class QHBoxLayout;
class QLabel;
class QTableWidget;

namespace ptscope {

class ChartLegend;

/// A chart with its title, legend and a line that reads the part under the pointer or the keys; or, instead of the bars, its
/// figures as a table.
class ChartCard : public QFrame
{
    Q_OBJECT

public:
    explicit ChartCard(Qt::Orientation growth, QWidget *parent = nullptr);

    void setFigure(const ChartFigure *figure, ChartScale scale);
    void showNumbers(bool numbers);
    /// A control at the right of the title.
    void addControl(QWidget *control);
    BarChart &chart() { return *m_chart; }
    QTableWidget &numbers() { return *m_numbers; }

signals:
    void filterWanted(const QString &filter);

private:
    void fillNumbers();
    void activate(int row, int column);
    void showLine(const QString &pointedAt);

    const ChartFigure *m_figure = nullptr;
    QString m_note;
    QHBoxLayout *m_head;
    QLabel *m_title;
    QLabel *m_line;
    QLabel *m_rest;
    ChartLegend *m_legend;
    BarChart *m_chart;
    QTableWidget *m_numbers;
};

} // namespace ptscope
