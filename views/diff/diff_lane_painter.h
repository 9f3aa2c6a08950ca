// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/diff/diff_geometry.h"
#include "views/look/palette.h"
#include "views/look/pattern.h"

class QPainter;

namespace ptscope {

/// Fills the cells of one side. Cells too narrow to be told apart are drawn together when they look the same.
class DiffLanePainter
{
public:
    DiffLanePainter(QPainter &painter, const MapAxis &axis, Theme theme);

    /// `tall`: from the top of the leaf lane to the foot of the access lane; breaks run over both.
    void draw(const DiffLane &lane, std::span<const DiffCell> cells, const QRect &tall);

private:
    void fill(const QRect &rect, const DiffCell &cell, const DiffLane &lane, const QRect &tall);
    void fillHole(const QRect &rect, const DiffCell &cell, const DiffLane &lane, const QRect &tall);

    QPainter &m_painter;
    bool m_linear;
    const Palette &m_colors;
    PatternPainter m_full;
    PatternPainter m_faded;
};

} // namespace ptscope
