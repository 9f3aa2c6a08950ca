// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/common/view.h"
#include "views/diff/diff_cell.h"
#include "views/diff/diff_source.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace ptscope {

class ChangeList;
class DiffCanvas;
class DiffHead;
class DiffPanel;
class EntryView;
class SegmentedControl;

/// Two dumps held against each other: what changed in kernel terms, noise counted apart.
class DiffView : public View
{
    Q_OBJECT

public:
    explicit DiffView(Navigator &navigator, QWidget *parent = nullptr);
    ~DiffView() override;

    QString id() const override { return QStringLiteral("diff"); }
    QString title() const override { return tr("Diff"); }
    void setSnapshot(SnapshotPtr snapshot) override;
    void setComparison(ComparisonPtr comparison) override;
    bool isSettled() const override { return !m_busy; }
    QWidget *toolRow() override { return m_toolRow; }
    QWidget *inspectorPage() override;
    void saveSettings(QSettings &settings) const override;
    void restoreSettings(QSettings &settings) override;

    /// Whether somebody chose the two: only then can they be swapped or matched otherwise. Snapshots of a series follow each
    /// other.
    void setPairChosen(bool chosen);

    DiffCanvas &canvas() { return *m_canvas; }
    ChangeList &list() { return *m_list; }

public slots:
    void goToNextChange();
    void goToPreviousChange();
    void setChurn(ptscope::ChurnShow churn);

signals:
    void compareRequested(); ///< a second dump is wanted
    void swapRequested();
    void alignmentChosen(ptscope::AlignBy align);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showChange();
    void showEntries();
    QWidget *makePage();
    QWidget *makeEmptyPage();
    void setUpActions();
    void setUpToolRow();
    void take(DiffSourcePtr source);
    QString listNote() const;
    void showState();
    void showRefusal(const Comparison &comparison);
    void showEmpty(const QString &title, const QString &text, bool offer);

    QStackedWidget *m_pages;
    DiffHead *m_head = nullptr;
    DiffCanvas *m_canvas;
    ChangeList *m_list;
    EntryView *m_entries;
    DiffPanel *m_panel;
    QLabel *m_listNote = nullptr;
    QLabel *m_emptyTitle = nullptr;
    QLabel *m_emptyText = nullptr;
    QPushButton *m_compare = nullptr;
    QWidget *m_toolRow = nullptr;
    SegmentedControl *m_align = nullptr;
    QWidget *m_swap = nullptr;
    SegmentedControl *m_churnChoice = nullptr;
    ComparisonPtr m_comparison;
    DiffSourcePtr m_source;
    ChurnShow m_churn = ChurnShow::Apart;
    bool m_dumpOpen = false;
    bool m_busy = false;
};

} // namespace ptscope
