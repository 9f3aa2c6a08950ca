// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/index/fold_scale.h"

#include <algorithm>
#include <bit>

#include "core/index/log2_sixteenths.h"

namespace ptscope {

namespace {

constexpr std::uint32_t stepsLog2 = 24;
/// Up to that many rows all widths together stay below 2^53; longer dumps get coarser steps.
constexpr std::uint32_t fineRowsLog2 = 20;

constexpr std::uint32_t unit = FoldScale::sixteenths;
constexpr std::uint32_t pageHole = unit + unit / 2;
constexpr std::uint32_t breakWidth = 6 * unit + unit / 2;
/// What may stand between two breaks before it counts as a crowd, and how many times it must double to need as much
/// room again.
constexpr std::uint64_t crowdSum = 384 * unit;
constexpr std::uint64_t crowdDoublings = 6;

} // namespace

FoldScale::FoldScale(const ExtentTable &extents, const RowFinder &finder, unsigned pageShift)
    : m_extents(extents), m_finder(finder), m_pageShift(pageShift)
{
    const auto rowsLog2 = static_cast<std::uint32_t>(std::bit_width(extents.size()));
    m_steps = 1U << (stepsLog2 - (rowsLog2 > fineRowsLog2 ? rowsLog2 - fineRowsLog2 : 0U));
    findCrowds();
    addCheckpoints();
}

// Inline, since a pixel full of rows measures up to 64 of them; used in this file only.
inline std::uint32_t FoldScale::holeSixteenths(std::uint64_t pages)
{
    // Grows a little with the size, so that a guard page and a freed megabyte do not look the same.
    return pageHole + static_cast<std::uint32_t>(std::bit_width(pages));
}

inline std::uint32_t FoldScale::sixteenthsOf(std::uint32_t row) const
{
    const std::uint64_t bytes = m_extents.range({row}).size().value;
    const std::uint64_t pages = std::max<std::uint64_t>(bytes >> m_pageShift, 1);
    if (!m_extents.attributes({row}).isHole()) {
        return unit + log2Sixteenths(pages);
    }
    return isBreak(bytes) ? breakWidth : holeSixteenths(pages);
}

std::uint64_t FoldScale::runWidth(ByteCount bytes) const
{
    return std::uint64_t{unit + log2Sixteenths(std::max<std::uint64_t>(bytes.value >> m_pageShift, 1))} * m_steps;
}

void FoldScale::findCrowds()
{
    std::uint32_t start = 0;
    std::uint64_t sum = 0;
    std::uint64_t gapFirst = m_extents.empty() ? 0 : m_extents.first({0}).value;
    for (std::uint32_t row = 0; row < m_extents.size(); ++row) {
        const AddrRange range = m_extents.range({row});
        const std::uint64_t gap = range.first.value - gapFirst;
        if (isBreak(gap)) {
            addCrowd(start, row, sum);
            start = row;
            sum = 0;
        } else if (gap != 0) {
            sum += holeSixteenths(gap >> m_pageShift);
        }
        if (m_extents.attributes({row}).isHole() && isBreak(range.size().value)) {
            addCrowd(start, row, sum);
            start = row + 1;
            sum = 0;
        } else {
            sum += sixteenthsOf(row);
        }
        gapFirst = range.last.value + 1;
    }
    addCrowd(start, m_extents.size(), sum);
}

void FoldScale::addCrowd(std::uint32_t firstRow, std::uint32_t endRow, std::uint64_t sum)
{
    if (sum <= crowdSum) {
        return;
    }
    const std::uint64_t doublings = log2Sixteenths(sum) - log2Sixteenths(crowdSum);
    const std::uint64_t room = crowdSum + crowdSum * doublings / (16 * crowdDoublings);
    const std::uint64_t steps = mulDiv(room, m_steps, sum);
    m_crowds.push_back({firstRow, endRow, static_cast<std::uint32_t>(std::clamp<std::uint64_t>(steps, 1, m_steps))});
}

void FoldScale::addCheckpoints()
{
    const std::uint32_t rows = m_extents.size();
    m_checkpoints.reserve(rows / stride + 1);
    m_checkpoints.push_back(0);
    for (Walk walk(*this, 0); !walk.atEnd(); walk.advance()) {
        if (walk.row() % stride == 0 && walk.row() != 0) {
            m_checkpoints.push_back(walk.position());
        }
        m_length = walk.end();
    }
    m_checkpoints.shrink_to_fit();
}

std::size_t FoldScale::crowdFrom(std::uint32_t row) const
{
    const auto crowd = std::upper_bound(m_crowds.begin(), m_crowds.end(), row,
                                        [](std::uint32_t r, const Crowd &c) { return r < c.endRow; });
    return static_cast<std::size_t>(crowd - m_crowds.begin());
}

std::uint32_t FoldScale::stepsAt(std::uint32_t row) const
{
    const std::size_t crowd = crowdFrom(row);
    return crowd != m_crowds.size() && m_crowds[crowd].firstRow <= row ? m_crowds[crowd].steps : m_steps;
}

FoldScale::Walk::Walk(const FoldScale &scale, std::uint32_t row)
    : m_scale(&scale), m_row(row / stride * stride), m_end(scale.m_extents.size()), m_crowd(scale.crowdFrom(m_row)),
      m_position(scale.m_checkpoints[row / stride])
{
    measure();
    while (m_row < row) {
        advance();
    }
}

void FoldScale::Walk::measure()
{
    if (m_row >= m_end) {
        return;
    }
    const FoldScale &scale = *m_scale;
    const auto &crowds = scale.m_crowds;
    while (m_crowd < crowds.size() && crowds[m_crowd].endRow <= m_row) {
        ++m_crowd;
    }
    const bool crowded = m_crowd < crowds.size() && crowds[m_crowd].firstRow <= m_row;
    const std::uint64_t steps = crowded ? crowds[m_crowd].steps : scale.m_steps;
    const VirtAddr first = scale.m_extents.first({m_row});
    m_gapFirst = m_row == 0 ? first : VirtAddr{scale.m_extents.last({m_row - 1}).value + 1};
    const std::uint64_t gap = (first - m_gapFirst).value;
    if (gap == 0) {
        m_gapWidth = 0;
    } else if (isBreak(gap)) {
        m_gapWidth = std::uint64_t{breakWidth} * scale.m_steps;
    } else {
        m_gapWidth = holeSixteenths(gap >> scale.m_pageShift) * steps;
    }
    m_rowWidth = scale.sixteenthsOf(m_row) * steps;
}

FoldScale::Walk FoldScale::walkFrom(VirtAddr address) const
{
    return {*this, std::min(m_finder.rowFrom(address), m_extents.size() - 1)};
}

std::uint32_t FoldScale::blockRow(AxisPoint point) const
{
    const auto behind = std::upper_bound(m_checkpoints.begin(), m_checkpoints.end(), point.value);
    return static_cast<std::uint32_t>(behind - m_checkpoints.begin() - 1) * stride;
}

FoldScale::Walk FoldScale::walkFrom(AxisPoint point) const
{
    Walk walk(*this, blockRow(point));
    while (walk.end() <= point.value && walk.row() + 1 < m_extents.size()) {
        walk.advance();
    }
    return walk;
}

AxisPiece FoldScale::pieceAt(VirtAddr address) const
{
    const Walk walk = walkFrom(address);
    return walk.gapWidth() != 0 && address < m_extents.first({walk.row()}) ? walk.gapPiece() : walk.rowPiece();
}

AxisPiece FoldScale::pieceAt(AxisPoint point) const
{
    const Walk walk = walkFrom(point);
    return point.value < walk.position() + walk.gapWidth() ? walk.gapPiece() : walk.rowPiece();
}

AxisPoint FoldScale::positionOf(VirtAddr address) const
{
    const AxisPiece piece = pieceAt(address);
    return piece.positionOf(std::clamp(address, piece.range.first, piece.range.last));
}

VirtAddr FoldScale::addressAt(AxisPoint point) const
{
    if (point.value >= m_length) {
        return m_extents.last({m_extents.size() - 1});
    }
    return pieceAt(point).addressAt(point);
}

std::size_t FoldScale::memoryBytes() const
{
    return m_crowds.capacity() * sizeof(Crowd) + m_checkpoints.capacity() * sizeof(std::uint64_t);
}

} // namespace ptscope
