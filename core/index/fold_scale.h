// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/units.h"
#include "core/index/axis_piece.h"
#include "core/index/row_finder.h"
#include "core/snapshot/extents.h"

namespace ptscope {

/// The folded axis. A mapped run is 1 + log2(pages) units wide, a hole is a small constant, a hole of 2M or more is a
/// break; gaps that a dump does not print count as holes. So one screen holds the whole kernel.
///
/// Between two breaks thousands of runs may stand (vmemmap after HVO has 2048 for 1024 huge pages). They would push all
/// else off the screen, so the runs of such a crowd are narrowed alike: the crowd grows with the logarithm of what it
/// holds. Dumps of ordinary size have no crowd.
///
/// Positions are integers in both directions, and monotone. Prefix sums stand at every 64th row only.
class FoldScale
{
public:
    static constexpr std::uint32_t sixteenths = 16; ///< widths are counted in sixteenths of a unit
    static constexpr ByteCount breakFrom{std::uint64_t{2} << 20U};

    /// Keeps references to both.
    FoldScale(const ExtentTable &extents, const RowFinder &finder, unsigned pageShift);

    /// Steps of the axis from the first row to the last.
    std::uint64_t length() const { return m_length; }
    /// Call these only when there are rows. Addresses and points outside of the dump count as its ends.
    AxisPoint positionOf(VirtAddr address) const;
    VirtAddr addressAt(AxisPoint point) const;
    AxisPiece pieceAt(VirtAddr address) const;
    AxisPiece pieceAt(AxisPoint point) const;
    class Walk;
    /// At the row that holds the place, or whose gap does.
    Walk walkFrom(VirtAddr address) const;
    Walk walkFrom(AxisPoint point) const;
    /// First row of the block of 64 that holds the place.
    std::uint32_t blockRow(AxisPoint point) const;

    /// Width of a mapped run where nothing is narrowed.
    std::uint64_t runWidth(ByteCount bytes) const;
    /// Steps of one sixteenth of a unit: where nothing is narrowed, and around `row`.
    std::uint32_t ordinarySteps() const { return m_steps; }
    std::uint32_t stepsAt(std::uint32_t row) const;
    std::size_t memoryBytes() const;

    /// Goes over the rows in order, the gap before each included, and knows where they lie.
    class Walk
    {
    public:
        Walk(const FoldScale &scale, std::uint32_t row);
        bool atEnd() const { return m_row == m_end; }
        std::uint32_t row() const { return m_row; }
        std::uint64_t position() const { return m_position; } ///< where the gap before the row begins
        std::uint64_t gapWidth() const { return m_gapWidth; } ///< 0 when the row follows the one before
        std::uint64_t rowWidth() const { return m_rowWidth; }
        AddrRange gapRange() const { return {m_gapFirst, m_scale->m_extents.first({m_row}) - ByteCount{1}}; }
        std::uint64_t end() const { return m_position + m_gapWidth + m_rowWidth; }
        AxisPiece gapPiece() const { return {gapRange(), {m_position}, {m_position + m_gapWidth}, m_row, true}; }
        AxisPiece rowPiece() const
        {
            return {m_scale->m_extents.range({m_row}), {m_position + m_gapWidth}, {end()}, m_row, false};
        }
        void advance()
        {
            m_position = end();
            ++m_row;
            measure();
        }

    private:
        void measure();

        const FoldScale *m_scale;
        std::uint32_t m_row;
        std::uint32_t m_end;
        std::size_t m_crowd;
        std::uint64_t m_position;
        std::uint64_t m_gapWidth = 0;
        std::uint64_t m_rowWidth = 0;
        VirtAddr m_gapFirst;
    };

private:
    struct Crowd {
        std::uint32_t firstRow; ///< the gap before it lies inside, unless it is a break
        std::uint32_t endRow;
        std::uint32_t steps;
    };

    std::uint32_t sixteenthsOf(std::uint32_t row) const;
    static std::uint32_t holeSixteenths(std::uint64_t pages);
    static bool isBreak(std::uint64_t holeBytes) { return holeBytes >= breakFrom.value; }
    /// The first crowd that does not end before `row`.
    std::size_t crowdFrom(std::uint32_t row) const;
    void findCrowds();
    void addCrowd(std::uint32_t firstRow, std::uint32_t endRow, std::uint64_t sum);
    void addCheckpoints();

    static constexpr std::uint32_t stride = RowFinder::stride;

    const ExtentTable &m_extents;
    const RowFinder &m_finder;
    unsigned m_pageShift;
    std::uint32_t m_steps;
    std::uint64_t m_length = 0;
    std::vector<Crowd> m_crowds;
    std::vector<std::uint64_t> m_checkpoints; ///< where the gap before each 64th row begins
};

} // namespace ptscope
