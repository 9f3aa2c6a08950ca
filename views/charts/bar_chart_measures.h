// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFontMetrics>

#include "views/look/palette.h"
#include "views/look/type.h"

/// What the files of BarChart share: room that is laid out in one and drawn into in another, in pixels at 100 %.
namespace ptscope::barchart {

inline constexpr int axisHeight = 20;
inline constexpr int gap = 12; ///< between names, bars and values

inline QFontMetrics labels()
{
    return QFontMetrics(monoFont(TextRole::Label));
}

inline QFontMetrics words()
{
    return QFontMetrics(wordFont(TextRole::Label));
}

inline QFontMetrics indices()
{
    return QFontMetrics(monoFont(TextRole::Index));
}

inline Theme theme()
{
    return ThemeNotifier::instance().theme();
}

/// Which dump a bar of a pair tells of.
inline QString sideName(std::size_t bar)
{
    return bar % 2 == 0 ? QStringLiteral("A") : QStringLiteral("B");
}

} // namespace ptscope::barchart
