// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/look/pattern_tiles.h"

#include <QPoint>
#include <QRect>

class QPainter;

namespace ptscope {

/// The pattern of a sheet as shapes cut to `rect`, for pictures that are scaled later. `unit` is painter units a design pixel;
/// the pattern starts at `origin`.
void drawMotif(QPainter &painter, const QRect &rect, const PatternSheet &sheet, QPoint origin, int unit);

} // namespace ptscope
