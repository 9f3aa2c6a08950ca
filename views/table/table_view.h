// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/view.h"

class QAction;
class QCheckBox;
class QLabel;

namespace ptscope {

class RunTable;

/// The dump's own lines as a list.
class TableView : public View
{
    Q_OBJECT

public:
    explicit TableView(Navigator &navigator, QWidget *parent = nullptr);

    QString id() const override { return QStringLiteral("table"); }
    QString title() const override { return tr("Table"); }
    void setSnapshot(SnapshotPtr snapshot) override;
    void replaceSnapshot(SnapshotPtr snapshot) override;
    QWidget *toolRow() override;
    QList<QAction *> viewActions() override;
    void saveSettings(QSettings &settings) const override;
    void restoreSettings(QSettings &settings) override;

    RunTable &table() { return *m_table; }

private:
    void setUpActions();

    RunTable *m_table = nullptr;
    QLabel *m_empty = nullptr;
    QAction *m_markers = nullptr;
    QWidget *m_toolRow = nullptr;
};

} // namespace ptscope
