// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/axis/axis_walk.h"

#include <algorithm>

namespace ptscope {

void AxisWalk::seek(AxisPoint point)
{
    m_atEnd = point.value >= m_axis.length();
    if (m_atEnd) {
        return;
    }
    m_axis.isLinear() ? seekLinear(point) : seekFolded(point);
}

void AxisWalk::seekFolded(AxisPoint point)
{
    m_walk = m_index.fold().walkFrom(point);
    takePlace(point);
}

ClassSums AxisWalk::seekSumming(AxisPoint point)
{
    const LodIndex::FoldPlace place = m_index.foldPlace(point);
    m_atEnd = point.value >= m_axis.length();
    m_walk = place.walk;
    takePlace(point);
    return place.before;
}

void AxisWalk::takePlace(AxisPoint point)
{
    const bool inGap = point.value < m_walk->position() + m_walk->gapWidth();
    m_piece = inGap ? m_walk->gapPiece() : m_walk->rowPiece();
}

void AxisWalk::seekLinear(AxisPoint point)
{
    const ExtentTable &extents = m_index.snapshot().extents();
    const VirtAddr address = m_axis.addressAt(point);
    m_piece.row = std::min(m_index.finder().rowFrom(address), extents.size() - 1);
    gapBefore(m_piece.row) && address < extents.first({m_piece.row}) ? takeGap() : takeRow();
}

bool AxisWalk::gapBefore(std::uint32_t row) const
{
    const ExtentTable &extents = m_index.snapshot().extents();
    return row != 0 && extents.last({row - 1}).value + 1 != extents.first({row}).value;
}

void AxisWalk::takeRow()
{
    const AddrRange range = m_index.snapshot().extents().range({m_piece.row});
    m_piece = {range, m_axis.positionOf(range.first), m_axis.endOf(range.last), m_piece.row, false};
}

void AxisWalk::takeGap()
{
    const ExtentTable &extents = m_index.snapshot().extents();
    const VirtAddr first{extents.last({m_piece.row - 1}).value + 1};
    const VirtAddr end = extents.first({m_piece.row});
    m_piece = {{first, end - ByteCount{1}}, m_axis.positionOf(first), m_axis.positionOf(end), m_piece.row, true};
}

void AxisWalk::next()
{
    const ExtentTable &extents = m_index.snapshot().extents();
    if (m_piece.gap) {
        m_walk ? void(m_piece = m_walk->rowPiece()) : takeRow();
        return;
    }
    const std::uint32_t row = m_piece.row + 1;
    m_atEnd = row >= extents.size();
    if (m_atEnd) {
        return;
    }
    if (m_walk) {
        m_walk->advance();
        m_piece = m_walk->gapWidth() != 0 ? m_walk->gapPiece() : m_walk->rowPiece();
        return;
    }
    m_piece.row = row;
    gapBefore(row) ? takeGap() : takeRow();
}

} // namespace ptscope
