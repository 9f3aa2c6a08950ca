// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/index/lod_index.h"
#include "views/axis/map_axis.h"

namespace ptscope {

/// Goes over rows and gaps in order, on whichever axis the map shows.
class AxisWalk
{
public:
    /// Starts at the piece that holds `start`. Call only when there are rows.
    AxisWalk(const MapAxis &axis, AxisPoint start) : m_axis(axis), m_index(*axis.index()) { seek(start); }

    bool atEnd() const { return m_atEnd; }
    const AxisPiece &piece() const { return m_piece; }
    void next();
    void seek(AxisPoint point);
    /// The same on the folded axis, with all that comes before by its width there.
    ClassSums seekSumming(AxisPoint point);

private:
    void takePlace(AxisPoint point);
    void seekFolded(AxisPoint point);
    void seekLinear(AxisPoint point);
    void takeRow();
    void takeGap();
    bool gapBefore(std::uint32_t row) const;

    const MapAxis &m_axis;
    const LodIndex &m_index;
    std::optional<FoldScale::Walk> m_walk; ///< on the folded axis
    AxisPiece m_piece;
    bool m_atEnd = false;
};

} // namespace ptscope
