// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/view.h"

class QLabel;

namespace ptscope {

class TableTree;

/// The tables as a tree: each entry, what it spans, what it maps or how much of its table is used.
class TreeView : public View
{
    Q_OBJECT

public:
    explicit TreeView(Navigator &navigator, QWidget *parent = nullptr);

    QString id() const override { return QStringLiteral("tree"); }
    QString title() const override { return tr("Tree"); }
    void setSnapshot(SnapshotPtr snapshot) override;
    QWidget *toolRow() override;
    QList<QAction *> viewActions() override { return {m_expand, m_collapse}; }
    void saveSettings(QSettings &settings) const override;
    void restoreSettings(QSettings &settings) override;

    TableTree &tree() { return *m_tree; }

private:
    TableTree *m_tree = nullptr;
    QLabel *m_empty = nullptr;
    QAction *m_expand = nullptr;
    QAction *m_collapse = nullptr;
    QWidget *m_toolRow = nullptr;
};

} // namespace ptscope
