// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ptscope {

/// Lies over the old content while something new is read: the old stays at 60 %, a bar of 2 px on top.
class LoadingShade : public QWidget
{
    Q_OBJECT

public:
    explicit LoadingShade(QWidget *covered);
    void showOver();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ptscope
