// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/moved_islands.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/diff/islands.h"

namespace ptscope {

namespace {

/// An island whose rows are all in changes of one kind: the first of these stands for it.
struct WholeIsland {
    ChangeIndex firstChange = 0;
    ChangeIndex endChange = 0;
    std::uint64_t shape = 0;
    const Region *region = nullptr;
    std::uint64_t owner = 0;
};

/// Islands of `snapshot` that `kind` covers from the first byte to the last. `later`: changes stand at this snapshot's addresses.
class WholeIslands
{
public:
    WholeIslands(const NamedAreas &areas, bool byOwner, const ChangeTable &changes, ChangeKind kind)
        : m_areas(areas), m_snapshot(areas.snapshot()), m_changes(changes), m_kind(kind), m_byOwner(byOwner)
    { }

    std::vector<WholeIsland> find() const
    {
        std::vector<WholeIsland> out;
        for (ChangeIndex i = 0; i < m_changes.size(); ++i) {
            if (!m_changes.kinds(i).has(m_kind)) {
                continue;
            }
            const AddrRange range = rangeIn(i);
            const auto row = m_snapshot.extents().find(range.first);
            // Only from its first row is an island walked, so that each is walked once.
            if (!row || m_snapshot.extents().first(*row) != range.first || !beginsIsland(m_snapshot, *row)) {
                continue;
            }
            const Island island = islandAround(m_snapshot, *row);
            const ChangeIndex end = coveredUpTo(i, island.range);
            if (end != i) {
                const auto area = m_byOwner ? m_areas.at(range.first) : std::nullopt;
                out.push_back({i, end, shapeOf(m_snapshot, island.rows), m_snapshot.regionOf(*row), area ? area->owner : 0});
                i = end - 1;
            }
        }
        return out;
    }

private:
    AddrRange rangeIn(ChangeIndex i) const
    {
        return m_kind == ChangeKind::Unmapped ? m_changes.at(i).rangeBefore() : m_changes.range(i);
    }

    /// One behind the last change of the island, or `i` when something of it is no such change.
    ChangeIndex coveredUpTo(ChangeIndex i, AddrRange island) const
    {
        ChangeIndex end = i;
        std::uint64_t next = island.first.value;
        while (end < m_changes.size() && m_changes.kinds(end).is(m_kind) && rangeIn(end).first.value == next) {
            next = rangeIn(end).last.value + 1;
            ++end;
            if (next - 1 == island.last.value) {
                return end;
            }
        }
        return i;
    }

    const NamedAreas &m_areas;
    const Snapshot &m_snapshot;
    const ChangeTable &m_changes;
    ChangeKind m_kind;
    bool m_byOwner;
};

std::uint64_t keyOf(const WholeIsland &island)
{
    return island.shape ^ island.owner ^ std::hash<std::string>{}(island.region != nullptr ? island.region->name : std::string());
}

} // namespace

void pairMovedIslands(const NamedAreas &before, const NamedAreas &after, ChangeTable &changes)
{
    const bool byOwner = !before.empty() && !after.empty();
    std::unordered_map<std::uint64_t, std::vector<WholeIsland>> gone;
    for (const WholeIsland &island : WholeIslands(before, byOwner, changes, ChangeKind::Unmapped).find()) {
        gone[keyOf(island)].push_back(island);
    }
    std::unordered_map<std::uint64_t, std::size_t> taken;
    for (const WholeIsland &island : WholeIslands(after, byOwner, changes, ChangeKind::Mapped).find()) {
        const auto same = gone.find(keyOf(island));
        if (same == gone.end()) {
            continue;
        }
        std::size_t &next = taken[same->first];
        if (next == same->second.size()) {
            continue;
        }
        const WholeIsland &origin = same->second[next];
        if (origin.endChange - origin.firstChange != island.endChange - island.firstChange) {
            continue; // cut differently by what lay below; not worth a guess
        }
        ++next;
        for (ChangeIndex i = 0; i < island.endChange - island.firstChange; ++i) {
            changes.pairAsMoved(origin.firstChange + i, island.firstChange + i);
        }
    }
}

} // namespace ptscope
