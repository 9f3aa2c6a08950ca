// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QListWidget;
class QTextBrowser;

namespace ptscope {

/// Questions at the left, the answer to the chosen one beside them. Needs no network.
class HelpDialog : public QDialog
{
    Q_OBJECT

public:
    explicit HelpDialog(QWidget *parent);

    void showTopic(int topic);

private:
    QListWidget *m_questions;
    QTextBrowser *m_answer;
};

} // namespace ptscope
