// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/paging/row_class.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// A figure for each level word a dump can print.
using LevelFigures = std::array<std::uint64_t, levelCount + 1>;
/// Table pages by the level of their entries.
using TableCounts = std::array<std::uint64_t, levelCount>;

/// Bytes and rows of one part of a dump.
struct PartStatistics {
    RowRange rows;
    std::uint64_t mappedBytes = 0; ///< valid leaves only: neither holes nor F rows
    LevelFigures mappedBytesByLevel{};
    LevelFigures contiguousBytesByLevel{};
    std::array<std::uint64_t, leafClassCount> bytesByLeaf{}; ///< holes included
    std::array<std::uint64_t, accessClassCount> bytesByAccess{};
    std::uint64_t wxBytes = 0;
    std::uint64_t holes = 0;
    std::uint64_t invalidRows = 0;
    /// TLB entries that cover the mapped leaves: one per leaf, one per contiguous group. A model, not a measurement.
    std::uint64_t tlbEntries = 0;
    std::uint64_t tlbWithoutGroups = 0; ///< the same where hardware ignores the Contiguous bit
    TableCounts tables{};
};

struct Statistics {
    PartStatistics total;
    std::vector<std::uint64_t> mappedBytesByAttributes; ///< by attribute id
    std::vector<PartStatistics> regions;                ///< as Snapshot::regions()
};

Statistics statisticsOf(const Snapshot &snapshot);
PartStatistics statisticsOfRows(const Snapshot &snapshot, RowRange rows);
/// The same for an address range: of rows that reach over its borders only the bytes inside count.
PartStatistics statisticsOfRange(const Snapshot &snapshot, AddrRange range);

/// Table pages that the rows prove: a row at level L proves the table of level L over each slot that it touches, and the
/// tables above it; the top one is 1 (reference/ptdump-formats.md, 2.1). Within a region, tables shared with its
/// neighbours count too.
TableCounts countTables(const Snapshot &snapshot, RowRange rows);

/// TLB entries for one row.
std::uint64_t tlbEntries(const Snapshot &snapshot, RowIndex row);

} // namespace ptscope
