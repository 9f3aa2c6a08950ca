// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/paging/attributes.h"
#include "core/paging/geometry.h"

namespace ptscope {

/// Leaves of one size with equal attributes.
struct LeafRun {
    AddrRange range;
    Level level = Level::Pte; ///< canonical
    Attributes attributes;
};

/// Splits live leaves so that no leaf or contiguous group reaches over `border` (arch/arm64/mm/mmu.c:
/// split_kernel_leaf_mapping_locked, 7.3): a block becomes a table of contiguous leaves of the next level, then the group around
/// the border loses its bit, and so on down. Counts the tables taken.
class LeafSplitter
{
public:
    explicit LeafSplitter(const PagingGeometry &geometry) : m_geometry(geometry) { }

    /// The runs that take the place of `run`; `run` itself when it is aligned well enough.
    std::vector<LeafRun> split(const LeafRun &run, VirtAddr border);
    /// At every border, both ascending; no run reaches over a border afterwards.
    std::vector<LeafRun> splitAll(std::vector<LeafRun> runs, const std::vector<VirtAddr> &borders);
    std::uint64_t tables() const { return m_tables; }

private:
    std::vector<LeafRun> splitOnce(const LeafRun &run, VirtAddr border, ByteCount unit, const LeafRun &middle) const;

    const PagingGeometry &m_geometry;
    std::uint64_t m_tables = 0;
};

} // namespace ptscope
