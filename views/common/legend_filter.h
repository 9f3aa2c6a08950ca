// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include <vector>

class QAbstractButton;

namespace ptscope {

class Navigator;

/// Makes the rows of a legend filter: a click asks for that class alone, with Ctrl beside those chosen already, and a
/// row is checked while the filter asks for its class, wherever the filter came from.
class LegendFilter : public QObject
{
    Q_OBJECT

public:
    LegendFilter(Navigator &navigator, QObject *parent);

    /// `term` holds for exactly the rows of that class. The row must live no longer than this.
    void add(QAbstractButton *row, const QString &term);
    QStringList terms() const;

private:
    void showChosen();

    struct Row {
        QAbstractButton *button;
        QString term;
    };

    Navigator &m_navigator;
    std::vector<Row> m_rows;
};

} // namespace ptscope
