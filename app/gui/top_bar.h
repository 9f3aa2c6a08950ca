// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "app/gui/commands.h"

class QHBoxLayout;
class QLabel;
class QMenu;
class QToolButton;

namespace ptscope {

class FilterBox;
class ElidedLabel;
class GoToBox;
class MarkerBar;
class MarkerFacts;
class Session;

/// The row on top: name, open with what was open before, back and forward, where to go, menu and keys.
class TopBar : public QFrame
{
    Q_OBJECT

public:
    TopBar(Session &session, const Commands &commands, QMenu *mainMenu, QWidget *parent = nullptr);

    GoToBox *goToBox() const { return m_goTo; }
    FilterBox *filterBox() const { return m_filter; }
    const MarkerFacts &markerFacts() const;

signals:
    /// What is wrong, where the bar has no room for the sentence.
    void problemCut(const QString &problem);
    void openRecent(const QString &path);

private:
    void addName(QHBoxLayout *line);
    QToolButton *addButton(QHBoxLayout *line, QAction *action, Qt::ToolButtonStyle style);
    void addRule(QHBoxLayout *line);
    void fillRecentMenu();
    void showProblem(const QString &problem);

    Session &m_session;
    QMenu *m_recent;
    GoToBox *m_goTo;
    FilterBox *m_filter;
    ElidedLabel *m_problem;
    MarkerBar *m_markers;
};

} // namespace ptscope
