// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_strip.h"

#include <algorithm>

#include "core/index/running_sums.h"
#include "views/axis/axis_walk.h"

namespace ptscope {

namespace {

/// Up to so many rows it is quicker to add them up than to ask the index.
constexpr std::uint32_t fewRows = 48;

class StripMaker
{
public:
    explicit StripMaker(const MapAxis &axis)
        : m_axis(axis), m_index(*axis.index()), m_walk(axis, axis.edgeOf(0)),
          m_sums(m_index, axis.isLinear() ? Weight::Bytes : Weight::Fold)
    { }
    MapStrip make();

private:
    void addRun(int end);
    void addTail();
    void addCrowd();
    ClassSums sumsByRows(AxisWalk walk, AxisPoint begin, AxisPoint end) const;

    const MapAxis &m_axis;
    const LodIndex &m_index;
    AxisWalk m_walk;
    MapStrip m_strip;
    int m_x = 0;
    bool m_wasFull = false;
    RunningSums m_sums;
};

MapStrip StripMaker::make()
{
    while (m_x < m_axis.width() && !m_walk.atEnd()) {
        const int end = std::min(m_axis.xOf(m_walk.piece().end), m_axis.width());
        if (end > m_x) {
            addRun(end);
            m_walk.next();
        } else if (m_axis.xOf(m_walk.piece().begin) < m_x) {
            addTail();
            m_walk.next();
        } else {
            addCrowd();
        }
    }
    return std::move(m_strip);
}

void StripMaker::addRun(int end)
{
    const AxisPiece &piece = m_walk.piece();
    const PieceKind kind = piece.gap ? PieceKind::Gap : PieceKind::Run;
    m_strip.pieces.push_back({kind, piece.row, 0, m_x, end, piece.range, piece.begin, piece.end});
    m_x = end;
}

/// Only its end reaches into this pixel: it was seen further left, and the crowd there counts all of it.
void StripMaker::addTail()
{
    if (m_strip.pieces.empty() || m_strip.pieces.back().kind != PieceKind::Crowd) {
        return; // the window cuts it
    }
    StripPiece &crowd = m_strip.pieces.back();
    const AxisPiece &piece = m_walk.piece();
    const std::uint64_t amount = piece.end.value - std::max(crowd.end, piece.begin).value;
    ClassSums &sums = m_strip.sums[crowd.sums];
    piece.gap ? sums.addGap(amount) : m_index.factsOf(piece.row).addTo(sums, amount);
    crowd.end = piece.end;
    crowd.range.last = piece.range.last;
}

/// The piece at hand ends within this pixel: all that begins before the next one shares it.
void StripMaker::addCrowd()
{
    const AxisWalk firstWalk = m_walk;
    const AxisPiece first = m_walk.piece();
    const AxisPoint begin = std::max(first.begin, m_axis.edgeOf(m_x));
    const AxisPoint end{std::min(m_axis.edgeOf(m_x + 1).value, m_axis.length())};
    const VirtAddr start = first.addressAt(begin);
    // Where one pixel is full of rows the next one mostly is: then place and sums are found in one go.
    ClassSums sumsToEnd;
    const bool summing = m_wasFull && !m_axis.isLinear();
    if (summing) {
        sumsToEnd = m_walk.seekSumming(end);
    } else {
        m_walk.seek(end);
    }
    VirtAddr last = m_axis.all().last;
    std::uint32_t lastRow = m_index.snapshot().extents().size() - 1;
    if (!m_walk.atEnd()) {
        last = std::max(start, m_walk.piece().addressAt(end) - ByteCount{1});
        lastRow = m_walk.piece().row;
    }
    const AddrRange range{start, last};
    m_wasFull = lastRow - first.row > fewRows;
    const auto sums = static_cast<std::uint32_t>(m_strip.sums.size());
    if (!m_wasFull) {
        m_strip.sums.push_back(sumsByRows(firstWalk, begin, end));
    } else if (summing) {
        m_strip.sums.push_back(m_sums.of(range, sumsToEnd));
    } else {
        m_strip.sums.push_back(m_sums.of(range));
    }
    m_strip.pieces.push_back({PieceKind::Crowd, first.row, sums, m_x, m_x + 1, range, begin, end});
    ++m_x;
}

ClassSums StripMaker::sumsByRows(AxisWalk walk, AxisPoint begin, AxisPoint end) const
{
    ClassSums sums;
    for (; !walk.atEnd() && walk.piece().begin < end; walk.next()) {
        const AxisPiece &piece = walk.piece();
        const std::uint64_t amount = std::min(piece.end, end).value - std::max(piece.begin, begin).value;
        if (piece.gap) {
            sums.addGap(amount);
        } else {
            m_index.factsOf(piece.row).addTo(sums, amount);
        }
    }
    return sums;
}

} // namespace

MapStrip stripOf(const MapAxis &axis)
{
    return axis.empty() ? MapStrip{} : StripMaker(axis).make();
}

RowRange rowsOf(const MapStrip &strip, std::size_t piece, const ExtentTable &extents)
{
    const StripPiece &asked = strip.pieces[piece];
    switch (asked.kind) {
    case PieceKind::Run:
        return {asked.row, asked.row + 1};
    case PieceKind::Gap:
        return {asked.row, asked.row};
    case PieceKind::Crowd:
        break;
    }
    if (piece + 1 == strip.pieces.size()) {
        return extents.rowsIn(asked.range);
    }
    // A row may begin in this pixel and be the first of the next one too.
    const std::uint32_t next = strip.pieces[piece + 1].row;
    return {asked.row, extents.first({next}) <= asked.range.last ? next + 1 : next};
}

} // namespace ptscope
