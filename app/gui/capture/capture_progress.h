// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/text/diagnostic_text.h"

class QLabel;
class QProgressBar;

namespace ptscope {

/// The foot of the capture dialog: how far it has come, what came of it, or what went wrong and what to try.
class CaptureProgress : public QWidget
{
    Q_OBJECT

public:
    explicit CaptureProgress(QWidget *parent = nullptr);

    /// `turns` of a series; 0 for one capture, whose length nobody knows.
    void begin(int turns);
    void advance(const QString &text, int done);
    void end();
    void say(const QString &text);
    void complain(const QString &source, const ErrorText &problem);
    void forget();

private:
    QProgressBar *m_bar;
    QLabel *m_status;
    QWidget *m_problem;
    QLabel *m_what;
    QLabel *m_hint;
};

} // namespace ptscope
