// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/look/palette.h"

#include <QRect>

class QPainter;

namespace ptscope {

/// The sign of a change in text and in its chip: + - ~ > Y ^ . It needs no colour to be read.
QChar markCharacter(ChangeMark mark);

/// Side of the square chip in design pixels.
inline constexpr int markChipSide = 18;

/// The chip, centred in the rectangle. Added is round and removed is square; the others are rounded.
void drawChangeMark(QPainter &painter, const QRect &rect, ChangeMark mark, Theme theme);

} // namespace ptscope
