// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/owner/find_owners.h"

#include <algorithm>
#include <map>
#include <span>
#include <unordered_map>

#include "core/companion/companions.h"
#include "core/owner/area_kind.h"
#include "core/owner/image_parts.h"
#include "core/owner/image_sections.h"
#include "core/owner/islands.h"
#include "core/owner/module_areas.h"
#include "core/owner/physical_map.h"
#include "core/owner/vmalloc_match.h"

namespace ptscope {

namespace {

/// The deepest iomem entry that holds `phys`; empty when none does.
class DeviceNames
{
public:
    /// `companions` may be null; it must outlive the names.
    explicit DeviceNames(const Companions *companions)
        : m_iomem(companions != nullptr && companions->iomem && !companions->iomem->hidden ? &*companions->iomem : nullptr)
    {
    }

    std::string at(PhysAddr phys)
    {
        if (m_known.size() >= mostAsked) {
            return {};
        }
        const auto [known, isNew] = m_known.try_emplace(phys.value);
        if (isNew && m_iomem != nullptr) {
            const IomemEntry *best = nullptr;
            const std::size_t count = std::min(m_iomem->entries.size(), mostEntries);
            for (const IomemEntry &entry : std::span(m_iomem->entries).first(count)) {
                const bool holds = entry.first <= phys && phys <= entry.last;
                if (holds && (best == nullptr || entry.depth >= best->depth)) {
                    best = &entry;
                }
            }
            known->second = best != nullptr ? lastWord(best->name) : std::string();
        }
        return known->second;
    }

private:
    /// "9000000.pl011 pl011@9000000" names the driver's and the bus's resource; the last is the device.
    static std::string lastWord(const std::string &name)
    {
        const std::size_t blank = name.rfind(' ');
        const bool isDevice = blank != std::string::npos && name.find('@', blank) != std::string::npos;
        return isDevice ? name.substr(blank + 1) : name;
    }

    // A machine has some hundred of each; a hostile file has as many as it likes.
    static constexpr std::size_t mostAsked = 4096;
    static constexpr std::size_t mostEntries = 65536;

    const Iomem *m_iomem;
    std::unordered_map<std::uint64_t, std::string> m_known;
};

constexpr std::size_t mostCandidates = 16;

class Finder
{
public:
    explicit Finder(const Snapshot &snapshot)
        : m_snapshot(snapshot), m_companions(snapshot.companions()), m_devices(snapshot.companions())
    {
    }

    OwnerMapPtr run()
    {
        if (m_companions != nullptr && m_companions->vmallocInfo) {
            addAreas(*m_companions->vmallocInfo);
        } else {
            addImageSections(m_snapshot, m_out);
        }
        if (m_companions != nullptr) {
            addLoneModules(m_snapshot, m_out);
        }
        addPhysicalOwners(m_snapshot, m_out);
        addRegions();
        return m_out.build();
    }

private:
    void addAreas(const VmallocInfo &info)
    {
        const auto islands = vmallocIslands(m_snapshot);
        const VmallocMatch match = placesOf(info, islands);
        const ImageParts parts = imagePartsOf(info);
        const ModuleAreas modules(info, match, *m_companions, m_snapshot.geometry().pageSize());
        const auto add = [&](bool freed, bool image) {
            for (const PlacedArea &placed : match.placed) {
                const VmallocArea &area = info.areas[placed.area];
                if (area.unpurged == freed && (image || kindOf(area) != OwnerKind::KernelImage)) {
                    addArea(info, placed, parts, modules);
                }
            }
        };
        // An address is a fact: before 7.x, areas stand between _text and the first section that is mapped, and in what was freed.
        if (!info.hashed) {
            add(false, false);
        }
        addImageSections(m_snapshot, m_out);
        add(false, true);
        addStrangers(info, islands, match);
        add(true, true); // last: the places of freed areas may be in use again
        m_out.setFacts({info.hashed, match.lists, match.linksAgree, match.linksContradict});
    }

    std::optional<VirtAddr> lastOfVmalloc() const
    {
        for (const Region &region : m_snapshot.regions()) {
            if (region.range && region.name.starts_with("vmalloc")) {
                return region.range->last;
            }
        }
        return std::nullopt;
    }

    VmallocMatch placesOf(const VmallocInfo &info, const std::vector<VmallocIsland> &islands) const
    {
        if (info.hashed) {
            return matchHashedAreas(info, islands, m_snapshot.geometry().pageSize(), lastOfVmalloc());
        }
        VmallocMatch match;
        for (std::uint32_t i = 0; i < info.areas.size(); ++i) {
            match.placed.push_back({i, info.areas[i].first, OwnerConfidence::Certain, OwnerEvidence::Address});
        }
        return match;
    }

    void addArea(const VmallocInfo &info, const PlacedArea &placed, const ImageParts &parts, const ModuleAreas &modules)
    {
        const VmallocArea &area = info.areas[placed.area];
        Owner owner{kindOf(area), placed.confidence, placed.evidence, {}, area.caller, area.module, {}};
        switch (owner.kind) {
        case OwnerKind::KernelImage: {
            const auto at = std::find(parts.areas.begin(), parts.areas.end(), placed.area);
            owner.name = at == parts.areas.end()
                ? std::string(symbolOf(area.caller))
                : imagePartName(static_cast<std::size_t>(at - parts.areas.begin()), parts.areas.size());
            break;
        }
        case OwnerKind::Ioremap:
            owner.name = area.phys ? m_devices.at(*area.phys) : std::string();
            break;
        case OwnerKind::Module:
            owner.name = modules.nameOf(placed.area);
            break;
        default:
            break;
        }
        if (owner.name.empty() && !area.unpurged) {
            owner.name = symbolOf(area.caller);
            owner.name += area.module.empty() ? "" : " [" + area.module + "]";
        }
        const bool several = placed.confidence != OwnerConfidence::Certain;
        m_out.add(AddrRange::fromSize(placed.first, area.size), owner, area.phys, several ? 0 : area.line);
    }

    /// Islands that no area claims: vmallocinfo was read at another moment, or its order did not tell. Where all areas of this
    /// size are of one sort, so is the island, likely.
    void addStrangers(const VmallocInfo &info, const std::vector<VmallocIsland> &islands, const VmallocMatch &match)
    {
        std::vector<AddrRange> claimed;
        for (const PlacedArea &placed : match.placed) {
            if (!info.areas[placed.area].unpurged) {
                claimed.push_back(AddrRange::fromSize(placed.first, info.areas[placed.area].size));
            }
        }
        std::sort(claimed.begin(), claimed.end(), [](AddrRange a, AddrRange b) { return a.first < b.first; });
        std::map<std::uint64_t, std::map<std::pair<OwnerKind, std::string>, bool>> sorts;
        for (const VmallocArea &area : info.areas) {
            if (!area.unpurged) {
                const std::string who = std::string(symbolOf(area.caller)) + (area.module.empty() ? "" : " [" + area.module + "]");
                auto &ofSize = sorts[mappableSize(area, m_snapshot.geometry().pageSize()).value];
                if (ofSize.size() < mostCandidates) {
                    ofSize[{kindOf(area), who}] = true;
                }
            }
        }
        for (const VmallocIsland &island : islands) {
            const auto after = std::upper_bound(claimed.begin(), claimed.end(), island.range.first,
                                                [](VirtAddr a, AddrRange r) { return a < r.first; });
            const bool isClaimed = (after != claimed.begin() && (after - 1)->contains(island.range.first))
                || (after != claimed.end() && after->overlaps(island.range));
            const auto sort = sorts.find(island.range.size().value);
            if (isClaimed || sort == sorts.end()) {
                continue;
            }
            addStranger(island, sort->second);
        }
    }

    void addStranger(const VmallocIsland &island, const std::map<std::pair<OwnerKind, std::string>, bool> &candidates)
    {
        Owner owner;
        owner.evidence = OwnerEvidence::Shape;
        owner.kind = candidates.begin()->first.first;
        bool oneKind = true;
        for (const auto &[what, unused] : candidates) {
            const auto &[kind, who] = what;
            if (island.device && kind != OwnerKind::Ioremap && kind != OwnerKind::Vmap) {
                continue;
            }
            oneKind &= kind == owner.kind;
            (owner.name.empty() ? owner.name : owner.others.emplace_back()) = who;
        }
        if (owner.name.empty()) {
            return;
        }
        owner.confidence = oneKind && owner.others.empty() ? OwnerConfidence::Likely : OwnerConfidence::Ambiguous;
        owner.kind = oneKind ? owner.kind : OwnerKind::Vmalloc;
        if (owner.others.size() > 3) {
            owner.others.resize(3);
        }
        m_out.add(island.range, owner);
    }

    void addRegions()
    {
        for (const Region &region : m_snapshot.regions()) {
            if (!region.range) {
                continue;
            }
            Owner owner{OwnerKind::Region, OwnerConfidence::Certain, OwnerEvidence::RegionName, {}, {}, {}, {}};
            if (region.name.starts_with("Fixmap")) {
                owner.kind = OwnerKind::Fixmap;
            } else if (region.name.starts_with("PCI")) {
                owner.kind = OwnerKind::PciIo;
            } else if (region.name.starts_with("Kasan") || region.name.starts_with("KASAN")) {
                owner.kind = OwnerKind::KasanShadow;
            } else if (isServedByVmalloc(region)) {
                continue;
            } else {
                owner.name = region.name;
            }
            m_out.add(*region.range, owner);
        }
    }

    const Snapshot &m_snapshot;
    const Companions *m_companions;
    DeviceNames m_devices;
    OwnerMapBuilder m_out;
};

} // namespace

OwnerMapPtr findOwners(const Snapshot &snapshot)
{
    return Finder(snapshot).run();
}

} // namespace ptscope
