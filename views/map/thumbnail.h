// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include "views/axis/map_axis.h"
#include "views/look/palette.h"
#include "views/map/map_cell.h"

class QPainter;

namespace ptscope {

/// The whole dump folded into two rows, leaves above access: what a card on the start page shows. Works on any thread.
QImage mapThumbnail(const SnapshotPtr &snapshot, QSize size, Theme theme);

/// The runs of such a picture; x counts from its left edge.
std::vector<MapCell> thumbnailCells(const MapAxis &axis);
/// Leaves into the upper, access into the lower rectangle.
void drawThumbnail(QPainter &painter, const std::vector<MapCell> &cells, const QRect &upper, const QRect &lower,
                   Theme theme);

} // namespace ptscope
