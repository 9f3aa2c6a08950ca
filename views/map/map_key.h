// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

#include "views/look/palette.h"
#include "views/map/map_geometry.h"

class QPainter;

namespace ptscope {

/// One size of the key: its words, and its swatch as wide as such a run.
struct MapKeyEntry {
    LeafClass leaf = LeafClass::Page;
    QString text;
    QRect rect; ///< of words and swatch, as tall as the foot
    QRect swatch;
};

/// From right to left, those that have room.
std::vector<MapKeyEntry> mapKeyEntries(const MapGeometry &geometry, const MapAxis &axis);

/// "Width of a run, log2 of its pages: 4K | 16K ..." at the foot of the map: the scale is read, not guessed.
void drawMapKey(QPainter &painter, const MapGeometry &geometry, const MapAxis &axis, Theme theme);

/// All that drawMapKey draws over; empty when nothing is open.
QRect mapKeyRect(const MapGeometry &geometry, const MapAxis &axis);

/// Where the key begins at the most; what else stands at the foot stays left of it.
int mapKeyLeft(const MapGeometry &geometry);

} // namespace ptscope
