// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/owner/vmalloc_match.h"

#include <algorithm>
#include <unordered_map>

#include "core/owner/area_kind.h"
#include "core/owner/hash_neighbours.h"
#include "core/owner/image_parts.h"
#include "core/owner/sequence_match.h"

namespace ptscope {

namespace {

constexpr unsigned mostNodes = 128; // mm/vmalloc.c:vmap_init_nodes
constexpr std::uint64_t pagesOfZone = 16;
constexpr std::uint32_t mostEdits = 512;
constexpr ByteCount unmistakable{64 * 1024};
constexpr std::uint32_t none = ~0U;

/// What is matched: areas that have an island of their own, and the islands that no image covers.
class Matcher
{
public:
    Matcher(const VmallocInfo &info, const std::vector<VmallocIsland> &islands, ByteCount pageSize, std::optional<VirtAddr> last)
        : m_info(info), m_islands(islands), m_page(pageSize), m_kinds(kindsOf(info)), m_slot(info.areas.size(), none)
    {
        placePerCpu(last);
        placeKernelImage();
        for (std::uint32_t i = 0; i < info.areas.size(); ++i) {
            const OwnerKind kind = m_kinds[i];
            if (kind != OwnerKind::Freed && kind != OwnerKind::KernelImage && kind != OwnerKind::PerCpu
                && !info.areas[i].sparse) {
                m_areas.push_back(i);
                m_mapped.push_back(mappableSize(info.areas[i], kind, pageSize).value);
            }
        }
        for (std::uint32_t i = 0; i < info.areas.size(); ++i) {
            if (info.areas[i].token != 0) {
                const auto [at, isNew] = m_byStart.emplace(info.areas[i].token, i);
                m_collisions += !isNew && !info.areas[i].unpurged && !info.areas[at->second].unpurged ? 1U : 0U;
            }
        }
    }

    VmallocMatch run()
    {
        VmallocMatch out;
        const Choice best = chooseLists();
        if (best.lists != 0) {
            takeOrder(best, out);
        }
        takeSizes(out);
        out.placed.insert(out.placed.end(), m_image.begin(), m_image.end());
        out.placed.insert(out.placed.end(), m_perCpu.begin(), m_perCpu.end());
        takeNeighbours(m_info, m_islands, m_page, out);
        return out;
    }

private:
    struct Choice {
        unsigned lists = 0;
        SequenceMatch match;
        unsigned agree = 0;
        unsigned contradict = 0;
        std::vector<std::uint32_t> order; ///< islands as the file lists them
    };

    /// Stacked from the end downwards, in the order of the file, which is that of addresses. Several must be tied by hashes:
    /// those of other memory nodes lie apart.
    void placePerCpu(std::optional<VirtAddr> last)
    {
        std::vector<std::uint32_t> areas;
        std::uint64_t bytes = 0;
        for (std::uint32_t i = 0; i < m_info.areas.size(); ++i) {
            if (m_kinds[i] == OwnerKind::PerCpu) {
                areas.push_back(i);
                bytes += m_info.areas[i].size.value;
            }
        }
        if (!last || areas.empty() || bytes == 0 || bytes > last->value || m_islands.empty()) {
            return;
        }
        bool tied = true;
        for (std::size_t i = 1; i < areas.size(); ++i) {
            const VmallocArea &before = m_info.areas[areas[i - 1]];
            tied = tied && before.endToken != 0 && before.endToken == m_info.areas[areas[i]].token;
        }
        VirtAddr first{last->value - (bytes - 1)};
        std::vector<PlacedArea> placed;
        for (const std::uint32_t area : areas) {
            const AddrRange range = AddrRange::fromSize(first, m_info.areas[area].size);
            const bool holds = std::any_of(m_islands.begin(), m_islands.end(),
                                           [&](const VmallocIsland &island) { return island.plain && range.contains(island.range.first); });
            tied = tied && holds;
            placed.push_back({area, first, OwnerConfidence::Certain, OwnerEvidence::Order});
            first = first + m_info.areas[area].size;
        }
        const AddrRange all{placed.front().first, *last};
        const bool cut = std::any_of(m_islands.begin(), m_islands.end(), [all](const VmallocIsland &island) {
            return all.overlaps(island.range) && (!all.contains(island.range) || !island.plain);
        });
        if (tied && !cut) {
            m_perCpu = std::move(placed);
            m_taken.push_back(all);
        }
    }

    void placeKernelImage()
    {
        const ImageParts parts = imagePartsOf(m_info);
        const auto begin = placeImage(m_info, parts, m_islands, m_page);
        for (std::size_t i = 0; begin && i < parts.areas.size(); ++i) {
            const VirtAddr first = *begin + offsetOf(m_info, parts, i);
            m_image.push_back({parts.areas[i], first, OwnerConfidence::Certain, OwnerEvidence::Physical});
            m_taken.push_back(AddrRange::fromSize(first, m_info.areas[parts.areas[i]].size));
        }
        for (std::uint32_t i = 0; i < m_islands.size(); ++i) {
            const auto shared = [&](AddrRange part) { return part.overlaps(m_islands[i].range); };
            if (std::none_of(m_taken.begin(), m_taken.end(), shared)) {
                m_free.push_back(i);
            }
        }
    }

    bool fits(std::uint32_t area, std::uint32_t island) const
    {
        const VmallocIsland &where = m_islands[island];
        return m_mapped[area] == where.range.size().value && !(where.device && m_info.areas[m_areas[area]].vmalloc);
    }

    /// Islands in the order in which a kernel of so many lists prints their areas.
    std::vector<std::uint32_t> orderOf(unsigned lists) const
    {
        const std::uint64_t zone = pagesOfZone * m_page.value;
        std::vector<std::uint32_t> counts(lists + 1, 0);
        const auto node = [&](std::uint32_t island) { return m_islands[island].range.first.value / zone % lists; };
        for (const std::uint32_t island : m_free) {
            ++counts[node(island) + 1];
        }
        for (unsigned i = 0; i < lists; ++i) {
            counts[i + 1] += counts[i];
        }
        std::vector<std::uint32_t> out(m_free.size());
        for (const std::uint32_t island : m_free) {
            out[counts[node(island)]++] = island;
        }
        return out;
    }

    VirtAddr placeOf(std::uint32_t slot) const { return m_islands[slot].range.first; }

    std::vector<std::uint32_t> slotsOf(const SequenceMatch &match, const std::vector<std::uint32_t> &order) const
    {
        std::vector<std::uint32_t> slots(m_info.areas.size(), none);
        for (std::size_t i = 0; i < m_areas.size(); ++i) {
            if (match.rightOfLeft[i] >= 0) {
                slots[m_areas[i]] = order[static_cast<std::size_t>(match.rightOfLeft[i])];
            }
        }
        return slots;
    }

    std::optional<VirtAddr> placeOf(std::uint32_t area, const std::vector<std::uint32_t> &slots) const
    {
        if (slots[area] != none) {
            return placeOf(slots[area]);
        }
        const auto image = std::find_if(m_image.begin(), m_image.end(), [area](const auto &p) { return p.area == area; });
        return image == m_image.end() ? std::nullopt : std::optional(image->first);
    }

    /// Calls `take(area, follower, agree)` for each pair with one hash where both places are known.
    template<class Take>
    void forEachLink(const std::vector<std::uint32_t> &slots, Take take) const
    {
        for (std::uint32_t i = 0; i < m_info.areas.size(); ++i) {
            const auto next = m_byStart.find(m_info.areas[i].endToken);
            if (m_info.areas[i].endToken == 0 || next == m_byStart.end()) {
                continue;
            }
            const auto here = placeOf(i, slots);
            const auto there = placeOf(next->second, slots);
            if (here && there) {
                take(i, next->second, *here + m_info.areas[i].size == *there);
            }
        }
    }

    Choice chooseLists() const
    {
        Choice best;
        std::uint32_t cap = std::min<std::uint32_t>(mostEdits, 16 + static_cast<std::uint32_t>(m_areas.size()));
        for (unsigned lists = 1; lists <= mostNodes; ++lists) {
            auto order = orderOf(lists);
            auto match = matchSequences(static_cast<std::uint32_t>(m_areas.size()), static_cast<std::uint32_t>(order.size()),
                                        cap, [&](auto a, auto i) { return fits(a, order[i]); });
            if (!match) {
                continue;
            }
            Choice now{lists, std::move(*match), 0, 0, std::move(order)};
            forEachLink(slotsOf(now.match, now.order), [&now](auto, auto, bool agree) { ++(agree ? now.agree : now.contradict); });
            const auto cost = [](const Choice &c) { return c.match.edits + 4 * c.contradict; };
            if (best.lists == 0 || cost(now) < cost(best)) {
                best = std::move(now);
                cap = std::min(cap, cost(best));
            }
            if (best.contradict == 0 && best.agree >= 3 && best.match.edits <= 8 + m_areas.size() / 64) {
                break;
            }
        }
        return best;
    }

    void takeOrder(const Choice &best, VmallocMatch &out)
    {
        const auto other = matchSequencesBackwards(
            static_cast<std::uint32_t>(m_areas.size()), static_cast<std::uint32_t>(best.order.size()), best.match.edits,
            [&](auto a, auto i) { return fits(a, best.order[i]); });
        m_slot = slotsOf(best.match, best.order);
        std::vector<unsigned> tied(m_info.areas.size(), 0);
        std::vector<bool> doubted(m_info.areas.size(), false);
        forEachLink(m_slot, [&](std::uint32_t a, std::uint32_t b, bool agree) {
            doubted[a] = doubted[a] || !agree;
            doubted[b] = doubted[b] || !agree;
            tied[a] += agree && !isShortLived(m_kinds[b]) ? 1U : 0U;
            tied[b] += agree && !isShortLived(m_kinds[a]) ? 1U : 0U;
        });
        // Hashes of 32 bits meet once among tens of thousands. Where they meet often, links agree by chance.
        const bool telling = m_collisions * 64 <= m_areas.size();
        out.lists = best.lists;
        out.linksAgree = best.agree;
        out.linksContradict = best.contradict;
        for (std::size_t i = 0; i < m_areas.size(); ++i) {
            const std::uint32_t area = m_areas[i];
            if (m_slot[area] == none) {
                continue;
            }
            const bool stable = other && other->rightOfLeft[i] == best.match.rightOfLeft[i];
            const bool lasting = !isShortLived(m_kinds[area]) || tied[area] > 0;
            const bool certain = telling && stable && lasting && !doubted[area] && best.agree >= 3 && best.agree > best.contradict;
            out.placed.push_back({area, placeOf(m_slot[area]),
                                  certain              ? OwnerConfidence::Certain
                                      : doubted[area] ? OwnerConfidence::Ambiguous
                                                      : OwnerConfidence::Likely,
                                  tied[area] > 0 ? OwnerEvidence::HashLinks : OwnerEvidence::Order});
        }
    }

    /// What order could not place but has a size that nothing else has.
    void takeSizes(VmallocMatch &out)
    {
        std::vector<bool> taken(m_islands.size(), false);
        for (const std::uint32_t slot : m_slot) {
            if (slot != none) {
                taken[slot] = true;
            }
        }
        std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> islandsOfSize;
        for (const std::uint32_t island : m_free) {
            if (!taken[island]) {
                islandsOfSize[m_islands[island].range.size().value].push_back(island);
            }
        }
        std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> areasOfSize;
        for (std::uint32_t i = 0; i < m_areas.size(); ++i) {
            if (m_slot[m_areas[i]] == none) {
                areasOfSize[m_mapped[i]].push_back(i);
            }
        }
        for (const auto &[size, areas] : areasOfSize) {
            const auto islands = islandsOfSize.find(size);
            if (islands == islandsOfSize.end() || areas.size() != 1 || islands->second.size() != 1
                || !fits(areas[0], islands->second[0])) {
                continue;
            }
            const bool certain = out.lists == 0 && ByteCount{size} > unmistakable;
            out.placed.push_back({m_areas[areas[0]], placeOf(islands->second[0]),
                                  certain ? OwnerConfidence::Certain : OwnerConfidence::Likely, OwnerEvidence::Size});
        }
    }

    const VmallocInfo &m_info;
    const std::vector<VmallocIsland> &m_islands;
    ByteCount m_page;
    std::vector<OwnerKind> m_kinds; ///< of all areas
    std::vector<PlacedArea> m_image;
    std::vector<PlacedArea> m_perCpu;
    std::vector<AddrRange> m_taken;      ///< by the image and by per-CPU areas
    std::vector<std::uint32_t> m_free;   ///< islands outside of these
    std::vector<std::uint32_t> m_areas;  ///< areas with an island each, as indices
    std::vector<std::uint64_t> m_mapped; ///< of m_areas: bytes that are mapped
    std::vector<std::uint32_t> m_slot;   ///< of all areas: the island
    std::unordered_map<std::uint64_t, std::uint32_t> m_byStart;
    std::size_t m_collisions = 0; ///< areas that share the hash of their start with another one
};

} // namespace

VmallocMatch matchHashedAreas(const VmallocInfo &info, const std::vector<VmallocIsland> &islands, ByteCount pageSize,
                              std::optional<VirtAddr> last)
{
    return Matcher(info, islands, pageSize, last).run();
}

} // namespace ptscope
