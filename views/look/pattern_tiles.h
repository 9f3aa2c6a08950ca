// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/look/palette.h"

#include <QImage>

namespace ptscope {

/// Faded is for what stands back (the unchanged rows of a diff): every colour at 42 % on the canvas.
enum class Emphasis : std::uint8_t { Full, Faded };

/// Ready colours and pattern sheets of one theme at one pixel scale. A sheet holds its pattern many times over, so that a cell
/// is one copy of a part of it. Immutable once made, so worker threads may share it.
struct PatternTiles {
    std::array<QColor, leafClassCount> leaf;
    std::array<QColor, accessClassCount> access;
    std::array<QColor, leafClassCount> rail; ///< joints of the contiguous classes; unused for the others
    QColor frame;                            ///< dashed frames, breaks
    QColor alertRing;                        ///< around RwX

    QImage page;         ///< 4 px grid
    QImage invalid;      ///< thin hatch, 8 px
    QImage readOnly;     ///< hatch 45 degrees
    QImage readOnlyThin; ///< the same in the Stripes view, where one page is 2 px
    QImage readOnlyExec; ///< a row of x
    QImage device;       ///< dots
    QImage nonCacheable; ///< bars
    QImage foldBreak;    ///< two zigzag lines, 14 px wide
    QImage simulated;    ///< band of a simulated snapshot
};

/// `scale` is device pixels per pixel of the design, clamped to 1..9.
const PatternTiles &patternTiles(Theme theme, int scale, Emphasis emphasis = Emphasis::Full);

} // namespace ptscope
