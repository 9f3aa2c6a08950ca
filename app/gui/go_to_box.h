// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QStringListModel>

#include "app/gui/session.h"
#include "core/query/place.h"

namespace ptscope {

/// The box of the toolbar: whatever findPlace() understands, with names offered while typing. Enter goes there and hands the focus to the view;
/// what cannot be found is said beside the box and the text stays for mending.
class GoToBox : public QLineEdit
{
    Q_OBJECT

public:
    explicit GoToBox(Session &session, QWidget *parent = nullptr);

    /// Empty while all is well.
    QString problem() const { return m_problem; }

signals:
    void went();
    void problemChanged(const QString &problem);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void go();
    void showProblem(const QString &problem);
    void reset();
    void offerNames(const QString &typed);

    Session &m_session;
    QStringListModel m_names;
    QString m_problem;
};


} // namespace ptscope
