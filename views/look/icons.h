// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/look/palette.h"

#include <QIcon>
#include <QRectF>

class QPainter;

namespace ptscope {

enum class Icon : std::uint8_t {
    Open,
    Capture,
    Compare,
    Simulate,
    Back,
    Forward,
    ChevronUp,
    ChevronDown,
    Search,
    Help,
    Close,
    Copy,
    Paste,
    Warning,
    Error,
    Info,
    Check,
    Menu,
    Bookmark,
};
inline constexpr std::size_t iconCount = 19;

/// Outline on a 16 px grid, line 1.4, round caps, one colour.
void drawIcon(QPainter &painter, const QRectF &rect, Icon icon, const QColor &color);

/// Takes its colours from the theme each time it is drawn, so it need not be made again when the theme changes:
/// text 2, hovered or chosen text 1, disabled the colour of borders.
QIcon themedIcon(Icon icon);
/// The same in one token of the palette in every state, for example &Palette::accent.
QIcon themedIcon(Icon icon, QColor Palette::*token);

/// The stepped icicle: blocks over contiguous blocks over pages, in the colours of the leaf sizes. Its shape is 52 :
/// 49.
void drawLogo(QPainter &painter, const QRectF &rect, const Palette &colors);
QIcon logoIcon();

} // namespace ptscope
