// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_strip.h"

#include <algorithm>
#include <optional>

#include "core/index/running_sums.h"
#include "views/axis/axis_walk.h"

namespace ptscope {

namespace {

/// Up to so many rows it is quicker to add them up than to ask the index, which adds up half a block of 64 on average.
constexpr std::uint32_t fewRows = 40;

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
    std::optional<ClassSums> sumsByRows(AxisPoint begin, AxisPoint end);
    std::optional<ClassSums> seekSumming(AxisPoint end);

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
    const AxisPiece first = m_walk.piece();
    const AxisPoint begin = std::max(first.begin, m_axis.edgeOf(m_x));
    const AxisPoint end{std::min(m_axis.edgeOf(m_x + 1).value, m_axis.length())};
    const VirtAddr start = first.addressAt(begin);
    // Where one pixel is full of rows the next one mostly is.
    std::optional<ClassSums> sums = m_wasFull ? std::nullopt : sumsByRows(begin, end);
    std::optional<ClassSums> sumsToEnd;
    if (!sums) {
        sumsToEnd = seekSumming(end);
    }
    VirtAddr last = m_axis.all().last;
    std::uint32_t lastRow = m_index.snapshot().extents().size() - 1;
    if (!m_walk.atEnd()) {
        last = std::max(start, m_walk.piece().addressAt(end) - ByteCount{1});
        lastRow = m_walk.piece().row;
    }
    m_wasFull = lastRow - first.row > fewRows;
    const AddrRange range{start, last};
    if (!sums) {
        sums = sumsToEnd ? m_sums.of(range, *sumsToEnd) : m_sums.of(range);
    }
    m_strip.pieces.push_back({PieceKind::Crowd, first.row, static_cast<std::uint32_t>(m_strip.sums.size()), m_x, m_x + 1,
                              range, begin, end});
    m_strip.sums.push_back(*sums);
    ++m_x;
}

/// Walks to `end`, adding up on the way; nothing where the way is long.
std::optional<ClassSums> StripMaker::sumsByRows(AxisPoint begin, AxisPoint end)
{
    const std::uint32_t far = m_walk.piece().row + fewRows;
    ClassSums sums;
    while (!m_walk.atEnd() && m_walk.piece().begin < end) {
        const AxisPiece &piece = m_walk.piece();
        const std::uint64_t amount = std::min(piece.end, end).value - std::max(piece.begin, begin).value;
        if (piece.gap) {
            sums.addGap(amount);
        } else {
            m_index.factsOf(piece.row).addTo(sums, amount);
        }
        if (piece.end > end) {
            break;
        }
        if (piece.row > far) {
            return std::nullopt;
        }
        m_walk.next();
    }
    return sums;
}

/// On the folded axis place and sums are found in one go.
std::optional<ClassSums> StripMaker::seekSumming(AxisPoint end)
{
    if (!m_axis.isLinear()) {
        return m_walk.seekSumming(end);
    }
    m_walk.seek(end);
    return std::nullopt;
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
