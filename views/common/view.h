// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>
#include <QSettings>
#include <QWidget>

#include "core/diff/comparison.h"
#include "core/snapshot/snapshot.h"
#include "views/common/navigator.h"

namespace ptscope {

/// What the main window knows of a view: its name, its snapshot, and what it brings along. The window stays small
/// because views bring their own actions, settings and tool row.
class View : public QWidget
{
    Q_OBJECT

public:
    View(Navigator &navigator, QWidget *parent = nullptr) : QWidget(parent), m_navigator(navigator) {}

    /// Stable name for settings, links and `--render`: "map", "table", "tree".
    virtual QString id() const = 0;
    virtual QString title() const = 0;
    /// Null when nothing is open. Cheap: heavy work goes to a worker and arrives later.
    virtual void setSnapshot(SnapshotPtr snapshot) = 0;
    /// The pair of dumps held against each other; null when there is none. Views that can show what differs do.
    virtual void setComparison(ComparisonPtr) {}
    /// Another state of what is shown: the next snapshot of a series, another geometry. What is in view stays in view, as
    /// far as it is there.
    virtual void replaceSnapshot(SnapshotPtr snapshot) { setSnapshot(std::move(snapshot)); }
    /// False while something that belongs to the picture is still being computed on a worker.
    virtual bool isSettled() const { return true; }
    /// Controls for the row beside the breadcrumb (zoom stops, axis); may be null. Owned by the view.
    virtual QWidget *toolRow() { return nullptr; }
    /// Shown in the inspector's place while the view is in front; null for the inspector itself. Owned by the view.
    virtual QWidget *inspectorPage() { return nullptr; }
    /// For menu and palette; owned by the view.
    virtual QList<QAction *> viewActions() { return m_viewActions; }
    virtual void saveSettings(QSettings &) const {}
    virtual void restoreSettings(QSettings &) {}

signals:
    /// One sentence about what was just done or could not be done, for the line at the bottom.
    void notice(const QString &text);

protected:
    Navigator &navigator() const { return m_navigator; }

    /// One more of viewActions(). Its key works where the view or a part of it has the focus, or on `onlyOn` alone, because
    /// other parts use the key for themselves.
    QAction *newAction(const QString &text, const QKeySequence &key = {}, QWidget *onlyOn = nullptr);
    template<class Receiver, class Slot>
    void addViewAction(const QString &text, const QKeySequence &key, Receiver *receiver, Slot slot, QWidget *onlyOn = nullptr)
    {
        connect(newAction(text, key, onlyOn), &QAction::triggered, receiver, slot);
    }

private:
    Navigator &m_navigator;
    QList<QAction *> m_viewActions;
};

} // namespace ptscope
