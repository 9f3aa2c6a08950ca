// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/focus_ring.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QFocusFrame>
#include <QScrollBar>

namespace ptscope {

namespace {

// Inputs and lists show their focus themselves, by their border and their current row.
bool takesRing(QWidget *widget)
{
    return qobject_cast<QAbstractButton *>(widget) != nullptr
        || (qobject_cast<QAbstractSlider *>(widget) != nullptr && qobject_cast<QScrollBar *>(widget) == nullptr)
        || qobject_cast<QComboBox *>(widget) != nullptr;
}

} // namespace

FocusRing::FocusRing(QObject *parent) : QObject(parent)
{
    qApp->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
}

FocusRing::~FocusRing()
{
    delete m_frame;
}

QWidget *FocusRing::ringedWidget() const
{
    return m_frame ? m_frame->widget() : nullptr;
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    const bool byKeyboard = event->type() == QEvent::KeyPress;
    if (byKeyboard || event->type() == QEvent::MouseButtonPress) {
        if (byKeyboard != m_byKeyboard) {
            m_byKeyboard = byKeyboard;
            follow(QApplication::focusWidget());
        }
    }
    return QObject::eventFilter(watched, event);
}

void FocusRing::follow(QWidget *focused)
{
    if (focused == nullptr || !m_byKeyboard || !takesRing(focused)) {
        if (m_frame) {
            m_frame->setWidget(nullptr);
        }
        return;
    }
    if (!m_frame) {
        m_frame = new QFocusFrame; // becomes a child of the window of the widget; made again if that window dies
    }
    m_frame->setWidget(focused);
}

} // namespace ptscope
