// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/look/palette.h"
#include "views/map/map_cell.h"

class QPainter;

namespace ptscope {

class PatternPainter;

/// What a crowd holds beside its greatest class. Holes do not count: they are everywhere.
ClassMask othersIn(const MapCell &cell);

/// Drawn side by side in a few pixels the eye could not tell them apart.
bool looksLike(const MapCell &a, const MapCell &b);

/// A crowd shows its greatest class; all others stand as a line each at the foot, so none is averaged away. W+X and user
/// access show in every cell.
void markOthers(QPainter &painter, PatternPainter &patterns, const Palette &colors, const QRect &rect,
                const MapCell &cell);

} // namespace ptscope
