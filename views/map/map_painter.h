// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "views/common/match_veil.h"
#include "views/look/palette.h"
#include "views/map/map_geometry.h"

class QPainter;

namespace ptscope {

/// What is laid over the picture of the map, so that pointing and selecting do not draw it anew.
struct MapMarks {
    std::optional<AddrRange> selection;
    std::optional<AddrRange> hover;
    bool focused = false; ///< the keyboard acts on the map
    std::optional<AddrRange> a = {}; ///< the markers
    std::optional<AddrRange> b = {};
};

/// Draws a map geometry: fills, patterns and texts on whole pixels.
class MapPainter
{
public:
    /// Cells of which the filter lets nothing through step back; null for no filter.
    MapPainter(const MapGeometry &geometry, const MapAxis &axis, const MapSource &source, Theme theme,
               const RowRank *matches = nullptr)
        : m_geometry(geometry), m_axis(axis), m_source(source), m_theme(theme), m_veil(matches, source.snapshot())
    { }

    /// Everything but the marks.
    void drawContent(QPainter &painter) const;
    void drawMarks(QPainter &painter, const MapMarks &marks) const;

private:
    void drawGround(QPainter &painter) const;
    std::vector<int> litColumns() const;
    bool isVeiled(const MapCell &cell, const std::vector<int> &lit) const;
    void drawVeil(QPainter &painter, const MapLane &lane, const std::vector<int> &lit) const;

    const MapGeometry &m_geometry;
    const MapAxis &m_axis;
    const MapSource &m_source;
    Theme m_theme;
    MatchVeil m_veil;
};

} // namespace ptscope
