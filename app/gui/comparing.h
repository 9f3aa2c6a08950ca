// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "app/gui/comparer.h"

class QMenu;
class QWidget;

namespace ptscope {

class Opener;
class ViewArea;

/// "Compare with…": which dump stands against which, and the way to the Diff view. Where the Diff view comes into sight and
/// there is only one pair that can be meant, nobody has to choose it: a prediction and its origin, or the only two that are
/// open. A snapshot of a series is held against the one before it there.
class Comparing : public QObject
{
    Q_OBJECT

public:
    Comparing(Session &session, JobRunner &jobs, Opener &opener, ViewArea &views, QWidget &window);

    const Comparer &comparer() const { return m_comparer; }

public slots:
    /// Offers what can stand beside the dump in front: other open dumps, or a file.
    void chooseSecond();
    void swap();
    /// No pair any more.
    void stop();

private:
    void fillMenu(QMenu &menu);
    void openSecond();
    void compareWith(quint64 earlier);
    void showDiff();
    void pairByItself();

    Session &m_session;
    Opener &m_opener;
    ViewArea &m_views;
    QWidget &m_window;
    Comparer m_comparer;
};

} // namespace ptscope
