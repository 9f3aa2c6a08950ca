// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/simulate/simulation.h"

class QGridLayout;
class QVBoxLayout;

namespace ptscope {

/// What a prediction costs beside what it saves: figures before and after, the sum, the steps and what was taken for granted.
class LedgerView : public QWidget
{
    Q_OBJECT

public:
    explicit LedgerView(QWidget *parent = nullptr);

    void show(const SimulationLedger &ledger, const Snapshot &before, const Snapshot &after);
    void clear();

private:
    void addRow(const QString &name, const QString &before, const QString &after, const QString &delta);
    void addFigures(const SimulationLedger &ledger, const Snapshot &before, const Snapshot &after);
    void addSum(const SimulationLedger &ledger, const Snapshot &snapshot);
    void addSentences(const QString &title, const std::vector<std::string> &sentences);

    QWidget *m_body = nullptr;
    QGridLayout *m_grid = nullptr;
    QVBoxLayout *m_column = nullptr; ///< of m_body
};

} // namespace ptscope
