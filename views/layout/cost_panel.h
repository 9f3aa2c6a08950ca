// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "views/common/navigator.h"
#include "views/layout/cost_table.h"

class QLabel;
class QTableWidget;

namespace ptscope {

/// What the mappings in sight cost, in figures. A click goes to what a figure speaks of.
class CostPanel : public QFrame
{
    Q_OBJECT

public:
    explicit CostPanel(Navigator &navigator, QWidget *parent = nullptr);

    /// Null: nothing is open, or a worker is at it.
    void setFacts(CostFactsPtr facts);
    /// The region that the table in front lies in.
    void setRegion(std::optional<std::size_t> region);
    const CostTable &shown() const { return m_table; }
    /// Height that shows so many rows.
    int heightFor(int rows) const;

private:
    void fill();
    std::vector<int> columnsNeed(bool brief) const;
    void fitColumns();
    void resizeEvent(QResizeEvent *event) override;
    void goTo(int row, int column);

    Navigator &m_navigator;
    CostFactsPtr m_facts;
    std::optional<std::size_t> m_region;
    CostTable m_table;
    QLabel *m_title;
    QLabel *m_note;
    QTableWidget *m_rows;
};

} // namespace ptscope
