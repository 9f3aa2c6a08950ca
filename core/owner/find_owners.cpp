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

/// Who an area may belong to, for an island that no area claims.
using Candidates = std::map<std::pair<OwnerKind, std::string>, bool>;

/// "kernel_clone", "pw [ptlab]".
std::string callerName(const VmallocArea &area)
{
    std::string name(symbolOf(area.caller));
    name += area.module.empty() ? "" : " [" + area.module.text() + "]";
    return name;
}

/// Areas that have this in common have one owner, but for devices, modules and parts of the image.
struct AreaOwnerKey {
    const void *caller = nullptr;
    const void *module = nullptr;
    OwnerKind kind = OwnerKind::Vmalloc;
    OwnerConfidence confidence = OwnerConfidence::Certain;
    OwnerEvidence evidence = OwnerEvidence::Address;

    bool operator==(const AreaOwnerKey &) const = default;
};

struct AreaOwnerHash {
    std::size_t operator()(const AreaOwnerKey &key) const
    {
        const std::hash<const void *> address;
        const auto rest = static_cast<std::size_t>(key.kind) << 16U | static_cast<std::size_t>(key.confidence) << 8U
            | static_cast<std::size_t>(key.evidence);
        return (address(key.caller) * 31 + address(key.module)) * 0x9e3779b97f4a7c15 + rest;
    }
};

/// Islands that hold no first byte of an area and begin in none.
std::vector<const VmallocIsland *> unclaimed(const VmallocInfo &info, const std::vector<VmallocIsland> &islands,
                                             const VmallocMatch &match)
{
    std::vector<AddrRange> claimed;
    claimed.reserve(match.placed.size());
    for (const PlacedArea &placed : match.placed) {
        if (!info.areas[placed.area].unpurged) {
            claimed.push_back(AddrRange::fromSize(placed.first, info.areas[placed.area].size));
        }
    }
    const auto byFirst = [](AddrRange a, AddrRange b) { return a.first < b.first; };
    if (!std::is_sorted(claimed.begin(), claimed.end(), byFirst)) {
        std::sort(claimed.begin(), claimed.end(), byFirst);
    }
    std::vector<const VmallocIsland *> out;
    auto after = claimed.begin();
    for (const VmallocIsland &island : islands) { // these ascend as well
        while (after != claimed.end() && after->first <= island.range.first) {
            ++after;
        }
        const bool isClaimed = (after != claimed.begin() && (after - 1)->contains(island.range.first))
            || (after != claimed.end() && after->overlaps(island.range));
        if (!isClaimed) {
            out.push_back(&island);
        }
    }
    return out;
}

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
        m_kinds = kindsOf(info);
        const ModuleAreas modules(info, match, m_kinds, *m_companions, m_snapshot.geometry().pageSize());
        const auto add = [&](auto isWanted) {
            for (const PlacedArea &placed : match.placed) {
                if (isWanted(m_kinds[placed.area])) {
                    addArea(info, placed, parts, modules);
                }
            }
        };
        const auto isFreed = [](OwnerKind kind) { return kind == OwnerKind::Freed; };
        const auto isImage = [](OwnerKind kind) { return kind == OwnerKind::KernelImage; };
        // An address is a fact: before 7.x, areas stand between _text and the first section that is mapped, and in what was freed.
        if (!info.hashed) {
            add([&](OwnerKind kind) { return !isFreed(kind) && !isImage(kind); });
        }
        addImageSections(m_snapshot, m_out);
        add([&](OwnerKind kind) { return !isFreed(kind) && (info.hashed || isImage(kind)); });
        addStrangers(info, islands, match);
        add(isFreed); // last: the places of freed areas may be in use again
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
        match.placed.reserve(info.areas.size());
        for (std::uint32_t i = 0; i < info.areas.size(); ++i) {
            match.placed.push_back({i, info.areas[i].first, OwnerConfidence::Certain, OwnerEvidence::Address});
        }
        return match;
    }

    void addArea(const VmallocInfo &info, const PlacedArea &placed, const ImageParts &parts, const ModuleAreas &modules)
    {
        const VmallocArea &area = info.areas[placed.area];
        const bool several = placed.confidence != OwnerConfidence::Certain;
        const std::uint32_t line = several ? 0 : area.line;
        const AddrRange range = AddrRange::fromSize(placed.first, area.size);
        const OwnerKind kind = m_kinds[placed.area];
        const bool isOne = kind == OwnerKind::KernelImage || kind == OwnerKind::Ioremap || kind == OwnerKind::Module;
        if (isOne) {
            m_out.add(range, ownerOf(info, placed, parts, modules), area.phys, line);
            return;
        }
        const auto [known, isNew] = m_known.try_emplace(
            AreaOwnerKey{area.caller.identity(), area.module.identity(), kind, placed.confidence, placed.evidence});
        if (isNew) {
            known->second = m_out.intern(ownerOf(info, placed, parts, modules));
        }
        m_out.add(range, known->second, area.phys, line);
    }

    Owner ownerOf(const VmallocInfo &info, const PlacedArea &placed, const ImageParts &parts, const ModuleAreas &modules)
    {
        const VmallocArea &area = info.areas[placed.area];
        Owner owner{m_kinds[placed.area], placed.confidence, placed.evidence, {}, area.caller.text(), area.module.text(), {}};
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
            owner.name = callerName(area);
        }
        return owner;
    }

    /// Islands that no area claims: vmallocinfo was read at another moment, or its order did not tell. Where all areas of this
    /// size are of one sort, so is the island, likely.
    void addStrangers(const VmallocInfo &info, const std::vector<VmallocIsland> &islands, const VmallocMatch &match)
    {
        const std::vector<const VmallocIsland *> strangers = unclaimed(info, islands, match);
        std::unordered_map<std::uint64_t, Candidates> bySize;
        for (const VmallocIsland *island : strangers) {
            bySize.try_emplace(island->range.size().value);
        }
        for (std::uint32_t i = 0; !bySize.empty() && i < info.areas.size(); ++i) {
            const VmallocArea &area = info.areas[i];
            const auto ofSize = bySize.find(mappableSize(area, m_kinds[i], m_snapshot.geometry().pageSize()).value);
            if (!area.unpurged && ofSize != bySize.end() && ofSize->second.size() < mostCandidates) {
                ofSize->second[{m_kinds[i], callerName(area)}] = true;
            }
        }
        for (const VmallocIsland *island : strangers) {
            const Candidates &candidates = bySize[island->range.size().value];
            if (!candidates.empty()) {
                addStranger(*island, candidates);
            }
        }
    }

    void addStranger(const VmallocIsland &island, const Candidates &candidates)
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
    std::vector<OwnerKind> m_kinds; ///< of vmallocinfo's areas
    std::unordered_map<AreaOwnerKey, OwnerId, AreaOwnerHash> m_known;
    OwnerMapBuilder m_out;
};

} // namespace

OwnerMapPtr findOwners(const Snapshot &snapshot)
{
    return Finder(snapshot).run();
}

} // namespace ptscope
