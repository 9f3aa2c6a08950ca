// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/owner/hash_neighbours.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/owner/area_kind.h"

namespace ptscope {

namespace {

class Neighbours
{
public:
    Neighbours(const VmallocInfo &info, const std::vector<VmallocIsland> &islands, ByteCount pageSize, VmallocMatch &match)
        : m_info(info), m_islands(islands), m_page(pageSize), m_match(match), m_placeOf(info.areas.size())
    {
        for (const PlacedArea &placed : match.placed) {
            keep(placed);
        }
        for (std::uint32_t i = 0; i < info.areas.size(); ++i) {
            if (!info.areas[i].unpurged) {
                once(m_starts, info.areas[i].token, i);
                once(m_ends, info.areas[i].endToken, i);
            }
        }
    }

    void run()
    {
        if (m_collided) { // where two addresses share one hash, any other two may
            return;
        }
        std::vector<std::uint32_t> certain;
        for (const PlacedArea &placed : m_match.placed) {
            if (placed.confidence == OwnerConfidence::Certain) {
                certain.push_back(placed.area);
            }
        }
        while (!certain.empty()) { // what was placed may tie the next one
            const std::uint32_t area = certain.back();
            certain.pop_back();
            const VirtAddr first = *m_placeOf[area];
            if (const auto next = only(m_starts, m_info.areas[area].endToken)) {
                place(*next, first + m_info.areas[area].size, certain);
            }
            const auto before = only(m_ends, m_info.areas[area].token);
            if (before && first.value >= m_info.areas[*before].size.value) {
                place(*before, {first.value - m_info.areas[*before].size.value}, certain);
            }
        }
    }

private:
    using ByHash = std::unordered_map<std::uint64_t, std::uint32_t>;

    void once(ByHash &hashes, std::uint64_t hash, std::uint32_t area)
    {
        if (hash != 0) {
            m_collided |= !hashes.try_emplace(hash, area).second;
        }
    }
    static std::optional<std::uint32_t> only(const ByHash &hashes, std::uint64_t hash)
    {
        const auto found = hash == 0 ? hashes.end() : hashes.find(hash);
        return found == hashes.end() ? std::nullopt : std::optional(found->second);
    }

    void keep(const PlacedArea &placed)
    {
        m_placeOf[placed.area] = placed.first;
        m_ranges[placed.first.value] = AddrRange::fromSize(placed.first, m_info.areas[placed.area].size).last.value;
    }

    bool isFree(AddrRange range) const
    {
        const auto after = m_ranges.upper_bound(range.last.value);
        return after == m_ranges.begin() || std::prev(after)->second < range.first.value;
    }

    /// The islands within are all that its pages can be: whole ones, and one as long as the area where all of it is mapped.
    bool agrees(std::uint32_t area, AddrRange range) const
    {
        const VmallocArea &info = m_info.areas[area];
        auto island = std::lower_bound(m_islands.begin(), m_islands.end(), range.first,
                                       [](const VmallocIsland &i, VirtAddr first) { return i.range.last < first; });
        std::size_t within = 0;
        for (; island != m_islands.end() && island->range.first <= range.last; ++island, ++within) {
            if (!range.contains(island->range) || (island->device && info.vmalloc)) {
                return false;
            }
        }
        const bool inPieces = info.sparse || kindOf(info) == OwnerKind::PerCpu;
        return within != 0 && (inPieces || (within == 1 && std::prev(island)->range.first == range.first
                                            && std::prev(island)->range.size() == mappableSize(info, m_page)));
    }

    void place(std::uint32_t area, VirtAddr first, std::vector<std::uint32_t> &certain)
    {
        const ByteCount size = m_info.areas[area].size;
        if (m_placeOf[area] || size.value == 0 || first.value + (size.value - 1) < first.value) {
            return;
        }
        const AddrRange range = AddrRange::fromSize(first, size);
        if (!isFree(range) || !agrees(area, range)) {
            return;
        }
        const bool lasting = kindOf(m_info.areas[area]) != OwnerKind::KernelStack;
        const PlacedArea placed{area, first, lasting ? OwnerConfidence::Certain : OwnerConfidence::Likely, OwnerEvidence::HashLinks};
        m_match.placed.push_back(placed);
        keep(placed);
        if (lasting) {
            certain.push_back(area);
        }
    }

    const VmallocInfo &m_info;
    const std::vector<VmallocIsland> &m_islands;
    ByteCount m_page;
    VmallocMatch &m_match;
    std::vector<std::optional<VirtAddr>> m_placeOf;
    std::map<std::uint64_t, std::uint64_t> m_ranges; ///< first to last of what is placed
    ByHash m_starts;
    ByHash m_ends;
    bool m_collided = false;
};

} // namespace

void takeNeighbours(const VmallocInfo &info, const std::vector<VmallocIsland> &islands, ByteCount pageSize, VmallocMatch &match)
{
    std::vector<bool> isPlaced(info.areas.size(), false);
    for (const PlacedArea &placed : match.placed) {
        isPlaced[placed.area] = true;
    }
    for (std::size_t i = 0; i < info.areas.size(); ++i) {
        if (!isPlaced[i] && !info.areas[i].unpurged) {
            return Neighbours(info, islands, pageSize, match).run();
        }
    }
}

} // namespace ptscope
