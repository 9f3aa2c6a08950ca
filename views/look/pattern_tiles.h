// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/look/palette.h"

#include <QImage>

namespace ptscope {

/// Faded is for what stands back (the unchanged rows of a diff): every colour at 42 % on the canvas.
enum class Emphasis : std::uint8_t { Full, Faded };

/// The shapes of the patterns, in pixels of the design.
enum class Motif : std::uint8_t { PageGrid, ThinHatch8, Hatch8, Hatch6, CrossHatch8, Dots6, Bars6, Zigzag14, Band14 };

/// A pattern: as a picture for the screen, and what is needed to draw it as shapes.
struct PatternSheet {
    QImage image; ///< holds the pattern many times over
    QColor ground; ///< may be transparent
    QColor ink;
    Motif motif = Motif::PageGrid;
};

/// Ready colours and pattern sheets of one theme at one pixel scale. A sheet holds its pattern many times over, so that a cell
/// is one copy of a part of it. Immutable once made, so worker threads may share it.
struct PatternTiles {
    std::array<QColor, leafClassCount> leaf;
    std::array<QColor, accessClassCount> access;
    std::array<QColor, leafClassCount> rail; ///< joints of the contiguous classes; unused for the others
    QColor frame;                            ///< dashed frames, breaks
    QColor alertRing;                        ///< around RwX

    PatternSheet page;         ///< 4 px grid
    PatternSheet invalid;      ///< thin hatch, 8 px
    PatternSheet readOnly;     ///< hatch 45 degrees
    PatternSheet readOnlyThin; ///< the same in the Stripes view, where one page is 2 px
    PatternSheet readOnlyExec; ///< a row of x
    PatternSheet device;       ///< dots
    PatternSheet nonCacheable; ///< bars
    PatternSheet foldBreak;    ///< two zigzag lines, 14 px wide
    PatternSheet simulated;    ///< band of a simulated snapshot
};

/// `scale` is device pixels per pixel of the design, clamped to 1..9.
const PatternTiles &patternTiles(Theme theme, int scale, Emphasis emphasis = Emphasis::Full);

} // namespace ptscope
