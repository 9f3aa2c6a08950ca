// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/index/class_sums.h"
#include "views/axis/map_axis.h"

namespace ptscope {

/// What a stretch of pixels stands for. Run: one row. Gap: addresses that no row describes. Crowd: one pixel that several
/// of them share; `sums` then says what they are.
enum class PieceKind : std::uint8_t { Run, Gap, Crowd };

struct StripPiece {
    PieceKind kind = PieceKind::Run;
    std::uint32_t row = 0;  ///< the row; the one behind a gap; the first of a crowd
    std::uint32_t sums = 0; ///< of crowds: number in MapStrip::sums
    int x0 = 0;
    int x1 = 0;      ///< exclusive
    AddrRange range; ///< of the whole run, also where it is cut by the window; of the pixel for crowds
    AxisPoint begin;
    AxisPoint end;
};

/// All that is in view from left to right, without holes between the pieces: what every lane of the map is made from.
/// Costs O(pixels * log rows).
struct MapStrip {
    std::vector<StripPiece> pieces;
    std::vector<ClassSums> sums;
};

MapStrip stripOf(const MapAxis &axis);

/// Rows that touch the piece of that number: what extents().rowsIn(piece.range) finds, without looking for them again.
RowRange rowsOf(const MapStrip &strip, std::size_t piece, const ExtentTable &extents);

} // namespace ptscope
