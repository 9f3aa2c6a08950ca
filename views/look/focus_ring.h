// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QFocusFrame;
class QWidget;

namespace ptscope {

/// Shows a ring outside the focused control, but only for people who came there with the keyboard.
class FocusRing : public QObject
{
    Q_OBJECT

public:
    explicit FocusRing(QObject *parent);
    ~FocusRing() override;

    bool eventFilter(QObject *watched, QEvent *event) override;

    QWidget *ringedWidget() const;

private:
    void follow(QWidget *focused);

    QPointer<QFocusFrame> m_frame;
    bool m_byKeyboard = false;
};

} // namespace ptscope
