// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/view.h"

namespace ptscope {

QAction *View::newAction(const QString &text, const QKeySequence &key, QWidget *onlyOn)
{
    auto *action = new QAction(text, this);
    action->setShortcut(key);
    action->setShortcutContext(onlyOn == nullptr ? Qt::WidgetWithChildrenShortcut : Qt::WidgetShortcut);
    (onlyOn == nullptr ? this : onlyOn)->addAction(action);
    m_viewActions.append(action);
    return action;
}

} // namespace ptscope
