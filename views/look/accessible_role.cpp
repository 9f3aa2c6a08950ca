// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/accessible_role.h"

#include <QAccessibleWidget>
#include <QVariant>

namespace ptscope {

namespace {

constexpr auto roleProperty = "ptscopeAccessibleRole";

QAccessibleInterface *makeWithRole(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    const QVariant role = widget == nullptr ? QVariant() : widget->property(roleProperty);
    return role.isValid() ? new QAccessibleWidget(widget, static_cast<QAccessible::Role>(role.toInt())) : nullptr;
}

} // namespace

void setAccessibleRole(QWidget &widget, QAccessible::Role role)
{
    QAccessible::installFactory(makeWithRole); // the same factory twice is kept once
    widget.setProperty(roleProperty, static_cast<int>(role));
}

} // namespace ptscope
