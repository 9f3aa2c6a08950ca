// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "core/index/lod_index.h"
#include "core/stat/statistics.h"
#include "core/tree/page_table_tree.h"
#include "views/map/region_lane.h"

namespace ptscope {

/// What the map needs to know of a snapshot beside the rows: its index, regions, tables. Making it takes time for large
/// dumps (a worker's job); afterwards it belongs to the GUI thread.
class MapSource
{
public:
    explicit MapSource(SnapshotPtr snapshot);

    const LodIndexPtr &index() const { return m_index; }
    const Snapshot &snapshot() const { return m_index->snapshot(); }
    const std::vector<RegionSpan> &regions() const { return m_regions; }
    const TableCounts &tables() const { return m_tables; }
    const PageTableTree &tree() const { return m_tree; }
    /// Levels whose tables exist in this geometry, from the PGD down.
    const std::vector<Level> &levels() const { return m_levels; }
    /// The lane of owners stands where companions tell more than the regions do.
    bool showsOwners() const { return snapshot().hasCompanions(); }
    /// How the table that an entry points to is used; remembered, since labels ask again with each picture.
    TableUse useBelow(Level entryLevel, VirtAddr entryBase) const;

private:
    LodIndexPtr m_index;
    std::vector<RegionSpan> m_regions;
    std::vector<Level> m_levels;
    TableCounts m_tables;
    PageTableTree m_tree;
    mutable std::unordered_map<std::uint64_t, TableUse> m_uses; ///< by base and level
};

using MapSourcePtr = std::shared_ptr<const MapSource>;

} // namespace ptscope
