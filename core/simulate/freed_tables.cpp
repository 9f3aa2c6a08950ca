// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/freed_tables.h"

#include <algorithm>

namespace ptscope {

namespace {

AddrRange entryAround(const PagingGeometry &geometry, Level level, VirtAddr address)
{
    return AddrRange::fromSize(geometry.entryBase(level, address), geometry.span(level));
}

/// The first of `ranges` that does not end before `at`.
auto firstFrom(std::span<const AddrRange> ranges, VirtAddr at)
{
    return std::lower_bound(ranges.begin(), ranges.end(), at,
                            [](const AddrRange &range, VirtAddr address) { return range.last < address; });
}

bool covers(std::span<const AddrRange> ranges, AddrRange part)
{
    for (auto range = firstFrom(ranges, part.first); range != ranges.end() && range->first <= part.first; ++range) {
        if (range->last >= part.last) {
            return true;
        }
        part.first = {range->last.value + 1};
    }
    return false;
}

class Unmapper
{
public:
    Unmapper(const Snapshot &snapshot, std::span<const AddrRange> gone, std::span<const AddrRange> taken, SnapshotEdit &edit)
        : m_snapshot(snapshot), m_geometry(snapshot.geometry()), m_gone(gone), m_taken(taken), m_edit(edit)
    { }

    void unmap(AddrRange range)
    {
        for (;;) {
            const AddrRange hole = holeAt(range);
            if (hole.last >= range.last) {
                return;
            }
            range.first = {hole.last.value + 1};
        }
    }

private:
    /// Where nothing but pages can be freed, the table stays.
    AddrRange holeAt(AddrRange range)
    {
        for (Level level = Level::Pgd; level != Level::Pte; level = m_geometry.below(level)) {
            const AddrRange entry = entryAround(m_geometry, level, range.first);
            if (isEmptyNow(entry)) {
                m_edit.set(entry, level, holeAttributes);
                return entry;
            }
        }
        const AddrRange table = entryAround(m_geometry, m_geometry.above(Level::Pte), range.first);
        const AddrRange pages = intersection(range, table);
        m_edit.set(pages, Level::Pte, holeAttributes);
        return pages;
    }

    bool isEmptyNow(AddrRange entry) const
    {
        const auto taken = firstFrom(m_taken, entry.first);
        if (taken != m_taken.end() && taken->first <= entry.last) {
            return false;
        }
        const RowRange rows = m_snapshot.extents().rowsIn(entry);
        for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
            if (!m_snapshot.extents().attributes({row}).isHole()
                && !covers(m_gone, intersection(m_snapshot.extents().range({row}), entry))) {
                return false;
            }
        }
        return true;
    }

    const Snapshot &m_snapshot;
    const PagingGeometry &m_geometry;
    std::span<const AddrRange> m_gone;
    std::span<const AddrRange> m_taken;
    SnapshotEdit &m_edit;
};

} // namespace

void unmapWithTables(const Snapshot &snapshot, std::span<const AddrRange> gone, std::span<const AddrRange> taken,
                     SnapshotEdit &edit)
{
    Unmapper unmapper(snapshot, gone, taken, edit);
    for (const AddrRange &range : gone) {
        unmapper.unmap(range);
    }
}

} // namespace ptscope
