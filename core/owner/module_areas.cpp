// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/owner/module_areas.h"

#include <algorithm>

#include "core/companion/companions.h"
#include "core/owner/area_kind.h"
#include "core/owner/islands.h"

namespace ptscope {

namespace {

constexpr std::ptrdiff_t mostAreas = 8; // include/linux/module.h:MOD_MEM_NUM_TYPES, 7 in 6.4 to 7.3

} // namespace

ModuleAreas::ModuleAreas(const VmallocInfo &info, const VmallocMatch &match, const std::vector<OwnerKind> &kinds,
                         const Companions &companions, ByteCount pageSize)
{
    std::vector<PlacedArea> areas;
    for (const PlacedArea &placed : match.placed) {
        if (kinds[placed.area] == OwnerKind::Module) {
            areas.push_back(placed);
        }
    }
    std::sort(areas.begin(), areas.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (const KernelModule &module : companions.modules) {
        const auto at = std::lower_bound(areas.begin(), areas.end(), module.base,
                                         [](const PlacedArea &placed, VirtAddr base) { return placed.first < base; });
        if (at == areas.end() || at->first != module.base) {
            continue;
        }
        ByteCount sum;
        auto end = at;
        for (; end != areas.end() && sum < module.size && end - at < mostAreas; ++end) {
            sum += mappableSize(info.areas[end->area], pageSize);
        }
        if (sum != module.size) {
            end = at + 1;
        }
        for (auto own = at; own != end; ++own) {
            m_names.try_emplace(own->area, module.name);
        }
    }
}

std::string ModuleAreas::nameOf(std::uint32_t area) const
{
    const auto known = m_names.find(area);
    return known == m_names.end() ? std::string() : known->second;
}

void addLoneModules(const Snapshot &snapshot, OwnerMapBuilder &out)
{
    if (snapshot.companions()->modules.empty()) {
        return;
    }
    const auto islands = vmallocIslands(snapshot);
    for (const KernelModule &module : snapshot.companions()->modules) {
        const auto island = std::lower_bound(islands.begin(), islands.end(), module.base,
                                             [](const VmallocIsland &i, VirtAddr base) { return i.range.first < base; });
        if (island != islands.end() && island->range.first == module.base) {
            out.add(island->range, {OwnerKind::Module, OwnerConfidence::Certain, OwnerEvidence::Address, module.name, {}, {}, {}});
        }
    }
}

} // namespace ptscope
