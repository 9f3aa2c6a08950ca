// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include "views/common/navigator.h"
#include "views/table/run_row_delegate.h"
#include "views/table/run_table_model.h"

class QAction;

namespace ptscope {

/// The runs of a dump as printed, one row a line, tied to the navigator: what is selected here is selected everywhere,
/// and the list follows the other views. Used by the table view and below the map.
class RunTable : public QTableView
{
    Q_OBJECT

public:
    explicit RunTable(Navigator &navigator, QWidget *parent = nullptr);

    void setSnapshot(SnapshotPtr snapshot);
    /// Another state of the same dump: what is in sight stays in sight.
    void replaceSnapshot(SnapshotPtr snapshot);
    RunTableModel &runs() { return m_model; }
    void setDense(bool dense);
    QAction *copyAction() const { return m_copy; }
    /// Widths that the user chose; without them the columns follow the dump.
    void keepWidths(const QList<int> &widths);
    bool hasKeptWidths() const { return m_widthsKept; }

    /// More selected lines than this are not put on the clipboard: about 90 MB of text.
    static constexpr int copyLimit = 1'000'000;
    /// The selected lines as the kernel prints them, markers included, each with its newline.
    std::string selectedText() const;
    int selectedLineCount() const;

public slots:
    void copySelected();
    void copyAddress();
    void goToFirst();
    void goToLast();

signals:
    /// Something worth a word in the status line.
    void notice(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void setUpLook();
    void setUpActions();
    void applyMetrics();
    void applyDefaultWidths();
    void nameRangeColumn();
    void goToLine(int line);
    void showPlace();
    void applyMatches();
    void publishSelection();
    void publishHover(const QModelIndex &index);
    RunTableModel::Lines selectedLines() const;

    Navigator &m_navigator;
    RunTableModel m_model;
    RunRowDelegate m_delegate;
    QAction *m_copy = nullptr;
    bool m_linking = false; ///< a change passes from or to the navigator: do not send it back
    bool m_scrollWhenShown = false;
    bool m_widthsKept = false;
};

} // namespace ptscope
