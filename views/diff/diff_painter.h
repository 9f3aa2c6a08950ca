// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "views/diff/diff_geometry.h"
#include "views/look/palette.h"
#include "views/look/pattern.h"

class QPainter;

namespace ptscope {

/// What is laid over the picture of a diff.
struct DiffMarks {
    std::optional<AddrRange> selection;
    std::optional<AddrRange> hover;
    bool focused = false;
};

/// Draws a diff geometry. What did not change stands back; what did has its full colours, a band between the two sides and a
/// mark that needs no colour.
class DiffPainter
{
public:
    DiffPainter(const DiffGeometry &geometry, const MapAxis &axis, const DiffSource &source, Theme theme)
        : m_geometry(geometry), m_axis(axis), m_source(source), m_colors(palette(theme)), m_theme(theme)
    { }

    void drawContent(QPainter &painter) const;
    void drawMarks(QPainter &painter, const DiffMarks &marks) const;

private:
    void drawGutter(QPainter &painter) const;
    void drawRegions(QPainter &painter) const;
    void drawLane(QPainter &painter, const DiffLane &lane) const;
    void drawChanges(QPainter &painter) const;
    /// With `frame` only what it would run through, on a ground that keeps it legible.
    void drawLabels(QPainter &painter, const QRect &frame = {}) const;
    void drawFrame(QPainter &painter, AddrRange range, const QColor &color) const;

    const DiffGeometry &m_geometry;
    const MapAxis &m_axis;
    const DiffSource &m_source;
    const Palette &m_colors;
    Theme m_theme;
};

} // namespace ptscope
