// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

#include "views/look/palette.h"
#include "views/map/map_painter.h"

namespace ptscope {

/// A flag with a letter that stands on a line: at its left end, or at its right where the picture ends. `line` is one
/// pixel column, as tall as what is marked.
void drawMarkerFlag(QPainter &painter, const QRect &line, QChar letter, int rightEdge, const Palette &colors);

/// Markers A and B of the map: a line through all lanes where the marked place begins.
void drawMarkers(QPainter &painter, const MapGeometry &geometry, const MapAxis &axis, const MapMarks &marks,
                 const Palette &colors);

} // namespace ptscope
