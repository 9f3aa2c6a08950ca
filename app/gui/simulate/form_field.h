// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace ptscope {

/// One question of a form: its name with a hint at the right, the control, and below it what is wrong with the answer.
class FormField : public QWidget
{
    Q_OBJECT

public:
    explicit FormField(const QString &title, QWidget *parent = nullptr);

    void setControl(QWidget *control);
    void setHint(const QString &hint);
    /// Empty: nothing is wrong.
    void setProblem(const QString &problem);

private:
    QLabel *m_title;
    QLabel *m_hint;
    QLabel *m_problem;
    QWidget *m_control = nullptr;
};

} // namespace ptscope
