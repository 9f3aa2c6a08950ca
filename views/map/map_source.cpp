// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_source.h"

namespace ptscope {

namespace {

constexpr std::size_t rememberedUses = 4096;

} // namespace

MapSource::MapSource(SnapshotPtr snapshot)
    : m_index(std::make_shared<const LodIndex>(std::move(snapshot))),
      m_regions(regionSpans(m_index->snapshot().regions())),
      m_tables(countTables(m_index->snapshot(), {0, m_index->snapshot().extents().size()})), m_tree(m_index->snapshot())
{
    for (const Level level : allLevels) {
        if (!m_index->snapshot().geometry().isFolded(level)) {
            m_levels.push_back(level);
        }
    }
}

TableUse MapSource::useBelow(Level entryLevel, VirtAddr entryBase) const
{
    // Bases are page-aligned, so the level fits into their low bits.
    const std::uint64_t key = entryBase.value | number(entryLevel);
    if (const auto known = m_uses.find(key); known != m_uses.end()) {
        return known->second;
    }
    if (m_uses.size() >= rememberedUses) {
        m_uses.clear();
    }
    const TableUse use = m_tree.use({snapshot().geometry().below(entryLevel), entryBase});
    m_uses.emplace(key, use);
    return use;
}

} // namespace ptscope
