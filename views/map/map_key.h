// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/look/palette.h"
#include "views/map/map_geometry.h"

class QPainter;

namespace ptscope {

/// "Width of a run, log2 of its pages: 4K | 16K ..." at the foot of the map: the scale is read, not guessed.
void drawMapKey(QPainter &painter, const MapGeometry &geometry, const MapAxis &axis, Theme theme);

/// Where the key begins at the most; what else stands at the foot stays left of it.
int mapKeyLeft(const MapGeometry &geometry);

} // namespace ptscope
