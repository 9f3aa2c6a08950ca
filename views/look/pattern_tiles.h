// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/look/palette.h"

#include <QBrush>

namespace ptscope {

/// Faded is for what stands back (the unchanged rows of a diff): every colour at 42 % on the canvas.
enum class Emphasis : std::uint8_t { Full, Faded };

/// Ready colours and texture tiles of one theme at one pixel scale. Immutable once made, so worker threads may share it.
struct PatternTiles {
    std::array<QColor, leafClassCount> leaf;
    std::array<QColor, accessClassCount> access;
    std::array<QColor, leafClassCount> rail; ///< joints of the contiguous classes; unused for the others
    QColor frame;                            ///< dashed frames, breaks
    QColor alertRing;                        ///< around RwX

    QBrush page;         ///< 4 px grid
    QBrush invalid;      ///< thin hatch, 8 px
    QBrush readOnly;     ///< hatch 45 degrees
    QBrush readOnlyThin; ///< the same in the Stripes view, where one page is 2 px
    QBrush readOnlyExec; ///< a row of x
    QBrush device;       ///< dots
    QBrush nonCacheable; ///< bars
    QBrush foldBreak;    ///< two zigzag lines, 14 px wide
    QBrush simulated;    ///< band of a simulated snapshot
};

/// `scale` is device pixels per pixel of the design, clamped to 1..9.
const PatternTiles &patternTiles(Theme theme, int scale, Emphasis emphasis = Emphasis::Full);

} // namespace ptscope
