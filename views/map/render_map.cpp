// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/render_map.h"

#include <QPainter>

#include "views/map/map_painter.h"

namespace ptscope {

QImage renderMap(SnapshotPtr snapshot, QSize size, Theme theme, std::optional<AddrRange> selection)
{
    const MapSource source(std::move(snapshot));
    const MapAxis axis(source.index(), MapGeometry::axisWidth(size.width()));
    const MapGeometry geometry(axis, source, size);
    const MapPainter map(geometry, axis, source, theme);
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    map.drawContent(painter);
    map.drawMarks(painter, {selection, {}, false});
    return image;
}

} // namespace ptscope
