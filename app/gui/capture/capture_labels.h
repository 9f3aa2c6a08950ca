// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

#include "views/look/style.h"

namespace ptscope {

/// Words of the capture dialog, in a tone of the palette.
inline QLabel *words(const QString &text, const char *tone)
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    setLookProperty(*label, "tone", QLatin1String(tone));
    return label;
}

inline QLabel *caption(const QString &text)
{
    QLabel *label = words(text, "3");
    label->setWordWrap(false);
    return label;
}

} // namespace ptscope
