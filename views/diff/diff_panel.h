// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include "views/diff/diff_cell.h"
#include "views/diff/diff_source.h"

namespace ptscope {

class InspectorPage;

/// Beside the diff, where the inspector stands else: the chosen change on both sides, the ledger, what the marks mean.
class DiffPanel : public QScrollArea
{
    Q_OBJECT

public:
    explicit DiffPanel(QWidget *parent = nullptr);

    void setSource(DiffSourcePtr source);
    void setChurn(ChurnShow churn);
    /// `number` counts from 1 in the order of the list.
    void setChange(std::optional<ChangeIndex> change, int number, int count);
    QString plainText() const;

private:
    void refresh();
    void addChange(InspectorPage &page) const;
    void addLedger(InspectorPage &page) const;
    void addMarks(InspectorPage &page) const;

    DiffSourcePtr m_source;
    ChurnShow m_churn = ChurnShow::Apart;
    std::optional<ChangeIndex> m_change;
    int m_number = 0;
    int m_count = 0;
    InspectorPage *m_page = nullptr;
};

} // namespace ptscope
