// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/snapshot/snapshot.h"

namespace ptscope {

/// Puts rows together as ptdump does: a row ends where level or attributes change and where a marker stands (mm/ptdump.c and
/// arch/arm64/mm/ptdump.c:note_page, 6.1 to 7.3).
class RowJoiner
{
public:
    /// `borders`: the addresses before which markers stand, ascending.
    explicit RowJoiner(std::vector<std::uint64_t> borders) : m_borders(std::move(borders)) { }

    /// Ascending and disjoint.
    void add(AddrRange range, Level level, AttributeId attributes, std::uint32_t line = 0);
    ExtentTable take() { return std::move(m_rows); }

private:
    void append(const Extent &row);

    std::vector<std::uint64_t> m_borders;
    std::size_t m_nextBorder = 0;
    bool m_closed = false;
    ExtentTable m_rows;
};

/// The addresses before which the markers of a dump stand, ascending.
std::vector<std::uint64_t> markerBorders(const Snapshot &snapshot);
/// The markers of `snapshot`, put before the rows of `rows` that begin where they stood.
std::vector<Marker> markersFor(const Snapshot &snapshot, const ExtentTable &rows);

} // namespace ptscope
