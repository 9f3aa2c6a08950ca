// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/widgets/look_label.h"

#include "views/look/style.h"

namespace ptscope {

QLabel *labelWith(const QString &text, const char *role, const char *tone)
{
    auto *label = new QLabel(text);
    setLookProperty(*label, "role", QString::fromLatin1(role));
    setLookProperty(*label, "tone", QString::fromLatin1(tone));
    return label;
}

} // namespace ptscope
