// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>

class QWidget;

namespace ptscope {

/// What a widget that paints itself is to a screen reader: a list, a text, a picture. Without it Qt says "client". Call it
/// before setAccessibleName(): there Qt asks for the role and keeps what it got.
void setAccessibleRole(QWidget &widget, QAccessible::Role role);

} // namespace ptscope
