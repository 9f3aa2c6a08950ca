// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace ptscope {

/// A label in the style sheet's words (views/look/style.h): its role and its tone.
QLabel *labelWith(const QString &text, const char *role, const char *tone);

} // namespace ptscope
