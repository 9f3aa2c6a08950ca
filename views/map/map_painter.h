// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <optional>

#include "views/look/palette.h"
#include "views/map/map_geometry.h"

class QPainter;

namespace ptscope {

/// What is laid over the picture of the map, so that pointing and selecting do not draw it anew.
struct MapMarks {
    std::optional<AddrRange> selection;
    std::optional<AddrRange> hover;
    bool focused = false; ///< the keyboard acts on the map
};

/// Draws a map geometry: fills, patterns and texts on whole pixels.
class MapPainter
{
public:
    MapPainter(const MapGeometry &geometry, const MapAxis &axis, const MapSource &source, Theme theme)
        : m_geometry(geometry), m_axis(axis), m_source(source), m_theme(theme)
    { }

    /// Everything but the marks.
    QImage content(qreal devicePixelRatio = 1.0) const;
    void drawContent(QPainter &painter) const;
    void drawMarks(QPainter &painter, const MapMarks &marks) const;

private:
    const MapGeometry &m_geometry;
    const MapAxis &m_axis;
    const MapSource &m_source;
    Theme m_theme;
};

} // namespace ptscope
