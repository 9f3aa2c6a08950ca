// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <vector>

#include "views/common/view.h"

class QHBoxLayout;
class QStackedWidget;

namespace ptscope {

class SimulatedBand;
class ViewTabs;

/// The middle of the window: tabs, the row with the breadcrumb and the tools of the view, and the view.
class ViewArea : public QFrame
{
    Q_OBJECT

public:
    /// Takes the views and the breadcrumb over.
    ViewArea(Navigator &navigator, const std::vector<View *> &views, QWidget *breadcrumb, QWidget *parent = nullptr);

    /// Hands the snapshot to the view in front; the others get it when they come to the front.
    void setSnapshot(SnapshotPtr snapshot);
    void setComparison(const ComparisonPtr &comparison);
    /// The same for another state of the document that is shown: views stay where they are.
    void replaceSnapshot(SnapshotPtr snapshot);
    View *currentView() const;
    bool isInFront(QLatin1String id) const;
    const std::vector<View *> &views() const { return m_views; }
    View *view(const QString &id) const;
    bool hasSnapshot() const { return m_snapshot != nullptr; }
    /// False when there is no such view.
    bool showView(const QString &id);
    /// One for each view, with its digit as the key.
    const QList<QAction *> &switchActions() const { return m_switchActions; }
    /// The view and, over a prediction, the band that says so: what a picture of the view must hold.
    QWidget *content() const { return m_content; }
    SimulatedBand &band() { return *m_band; }
    void focusView();

    void saveSettings(QSettings &settings) const;
    void restoreSettings(QSettings &settings);

signals:
    /// Null: none any more.
    void comparisonShown(const ptscope::ComparisonPtr &comparison);
    void viewChanged();
    void notice(const QString &text);

private:
    void addView(View *view);
    void bringToFront(int index);
    void showBand();

    Navigator &m_navigator;
    std::vector<View *> m_views;
    /// What each view holds, and of which document it is.
    std::vector<SnapshotPtr> m_shown;
    std::vector<unsigned> m_shownDocument;
    unsigned m_document = 0; ///< counts the documents that came to the front
    SnapshotPtr m_snapshot;
    ComparisonPtr m_comparison;
    ViewTabs *m_tabs;
    QHBoxLayout *m_toolLine;
    QWidget *m_content;
    SimulatedBand *m_band;
    QStackedWidget *m_stack;
    QList<QAction *> m_switchActions;
};

} // namespace ptscope
