// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QStringListModel>
#include <QTimer>

#include "app/gui/session.h"

class QLabel;
class QMenu;

namespace ptscope {

class FilterChips;

/// The filter of the toolbar: an expression in the language of `ptscope-cli find`, as text while one types and as chips
/// else. What matches is handed to all
/// views through the navigator as one types; a mistake is marked at its character and leaves the last good filter in
/// force.
class FilterBox : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterBox(Session &session, QWidget *parent = nullptr);

    /// Empty while all is well.
    QString problem() const { return m_problem; }
    /// What must all hold, laid over the text while nobody types.
    FilterChips &chips() const { return *m_chips; }
    /// Filters with a name, opened by the mark at the right end.
    void setMenu(QMenu *menu);

public slots:
    void goToNextMatch();
    void goToPreviousMatch();
    void clearFilter();
    void setFilter(const QString &expression);

signals:
    void problemChanged(const QString &problem);
    /// Enter or Escape: the view gets the keys back.
    void left();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void apply();
    void offerCompletions();
    void showCount(const QString &text);
    void showProblem(const QString &problem, int offset, int length);
    void placeCount();
    void showChips();
    void editTerm(int term);
    void forgetRowsOfAnotherDump(const SnapshotPtr &snapshot);

    Session &m_session;
    QStringListModel m_completions;
    QTimer m_typing;
    QLabel *m_count;
    FilterChips *m_chips;
    bool m_hasMenu = false;
    QString m_problem;
    std::weak_ptr<const Snapshot> m_asked; ///< whose rows the navigator holds
};

} // namespace ptscope
