// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

#include "views/common/navigator.h"
#include "views/tree/page_table_model.h"
#include "views/tree/tree_entry_delegate.h"

namespace ptscope {

/// The tree of page tables, tied to the navigator: choosing an entry selects what it spans, and a place chosen elsewhere
/// opens the path to it.
class TableTree : public QTreeView
{
    Q_OBJECT

public:
    explicit TableTree(Navigator &navigator, QWidget *parent = nullptr);

    void setSnapshot(SnapshotPtr snapshot);
    PageTableModel &tables() { return m_model; }
    void keepWidths(const QList<int> &widths);
    bool hasKeptWidths() const { return m_widthsKept; }

    /// More items than this are not opened at once.
    static constexpr std::size_t expandLimit = 400'000;
    /// "PGD[0x100] PUD[0x000] PMD[0x040]".
    QString pathText(const QModelIndex &index) const;

public slots:
    void expandEverything();
    void copyPath();
    void copyAddress();

signals:
    void notice(const QString &text);

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &options, const QModelIndex &index) const override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpLook();
    void setUpActions();
    void applyMetrics();
    void applyDefaultWidths();
    void nameSpansColumn();
    void showPlace();
    void publish(const QModelIndex &current);
    void reveal();
    QModelIndex outermostIn(AddrRange place) const;
    AddrRange rangeOf(const QModelIndex &index) const;

    Navigator &m_navigator;
    PageTableModel m_model;
    TreeEntryDelegate m_delegate;
    bool m_linking = false;   ///< a change passes from or to the navigator: do not send it back
    bool m_placeOpen = false; ///< the navigator moved while the tree was hidden
    bool m_widthsKept = false;
};

} // namespace ptscope
