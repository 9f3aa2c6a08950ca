// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/owner/physical_map.h"

#include <algorithm>
#include <charconv>

#include "core/companion/companions.h"

namespace ptscope {

namespace {

constexpr std::uint64_t structPage = 64;
constexpr std::uint64_t section4K = std::uint64_t{128} << 20; // arch/arm64/include/asm/sparsemem.h:SECTION_SIZE_BITS
constexpr std::uint64_t section64K = std::uint64_t{512} << 20;

const Region *regionCalled(const Snapshot &snapshot, std::string_view beginning)
{
    for (const Region &region : snapshot.regions()) {
        if (region.range && region.name.starts_with(beginning)) {
            return &region;
        }
    }
    return nullptr;
}

/// First to last address that is mapped, `F` entries included: the image's freed parts lie amid the RAM.
std::optional<AddrRange> populated(const Snapshot &snapshot, const Region &region)
{
    std::optional<AddrRange> out;
    for (std::uint32_t i = region.rows.begin; i < region.rows.end; ++i) {
        if (!snapshot.extents().attributes({i}).isHole()) {
            out = {out ? out->first : snapshot.extents().first({i}), snapshot.extents().last({i})};
        }
    }
    return out;
}

std::uint64_t structPageSize(const Companions &companions)
{
    const std::string *text = companions.vmcoreInfo.find("SIZE(page)");
    std::uint64_t value = 0;
    if (text != nullptr) {
        std::from_chars(text->data(), text->data() + text->size(), value);
    }
    return value >= 32 && value <= 4096 ? value : structPage;
}

/// One piece of RAM as the most deeply nested entry of iomem calls it.
struct Piece {
    PhysAddr first;
    PhysAddr last;
    std::string name;
};

/// Cuts each bank at its children. `entries` stand parents before children.
std::vector<Piece> piecesOf(const Iomem &iomem)
{
    std::vector<Piece> out;
    for (std::size_t i = 0; i < iomem.entries.size(); ++i) {
        const IomemEntry &bank = iomem.entries[i];
        if (bank.depth != 0 || !bank.name.starts_with("System RAM")) {
            continue;
        }
        PhysAddr at = bank.first;
        bool done = false;
        for (std::size_t k = i + 1; k < iomem.entries.size() && iomem.entries[k].depth > 0 && !done; ++k) {
            const IomemEntry &child = iomem.entries[k];
            if (child.depth != 1 || child.first < at || bank.last < child.last) {
                continue;
            }
            if (at < child.first) {
                out.push_back({at, {child.first.value - 1}, bank.name});
            }
            out.push_back({child.first, child.last, child.name});
            done = child.last == bank.last;
            at = {child.last.value + 1};
        }
        if (!done) {
            out.push_back({at, bank.last, bank.name});
        }
    }
    return out;
}

Owner ownerOf(OwnerKind kind, const std::string &name, OwnerConfidence confidence, OwnerEvidence evidence)
{
    return {kind, confidence, evidence, name, {}, {}, {}};
}

void addLinear(const Region &region, const LinearBase &base, const Iomem &iomem, OwnerMapBuilder &out)
{
    for (const Piece &piece : piecesOf(iomem)) {
        if (piece.first < base.phys) {
            continue;
        }
        const VirtAddr first = base.virt + (piece.first - base.phys);
        const VirtAddr last = base.virt + (piece.last - base.phys);
        if (first < base.virt || last < first || !region.range->contains(last)) {
            continue;
        }
        out.add({first, last}, ownerOf(OwnerKind::LinearMap, piece.name, base.confidence, OwnerEvidence::Ram), piece.first);
    }
}

void addVmemmap(const Snapshot &snapshot, const Region &region, const LinearBase &base, OwnerMapBuilder &out)
{
    const auto mapped = populated(snapshot, region);
    const Companions &companions = *snapshot.companions();
    const std::uint64_t page = snapshot.geometry().pageSize().value;
    const std::uint64_t unit = structPageSize(companions);
    if (!mapped || page < unit) {
        return;
    }
    out.setVmemmapScale(page / unit);
    const std::uint64_t section = page == 65536 ? section64K : section4K;
    const std::uint64_t origin = base.phys.value / section * section;
    for (const IomemEntry &bank : companions.iomem->systemRam()) {
        if (bank.first < base.phys) {
            continue;
        }
        const std::uint64_t from = (bank.first.value - origin) / page * unit;
        const std::uint64_t to = (bank.last.value - origin) / page * unit + unit - 1;
        const AddrRange range{mapped->first + ByteCount{from}, mapped->first + ByteCount{to}};
        if (range.first < mapped->first || range.last < range.first || mapped->last < range.last) {
            continue;
        }
        out.add(range, ownerOf(OwnerKind::Vmemmap, "of " + bank.name, base.confidence, OwnerEvidence::Ram), bank.first);
    }
}

} // namespace

std::optional<LinearBase> linearBaseOf(const Snapshot &snapshot)
{
    const Companions *companions = snapshot.companions();
    const Region *region = regionCalled(snapshot, "Linear");
    if (companions == nullptr || !companions->iomem || companions->iomem->hidden || region == nullptr) {
        return std::nullopt;
    }
    const std::vector<IomemEntry> ram = companions->iomem->systemRam();
    const auto mapped = populated(snapshot, *region);
    if (ram.empty() || !mapped) {
        return std::nullopt;
    }
    const bool endsAgree = mapped->last - mapped->first == ram.back().last - ram.front().first;
    return LinearBase{mapped->first, ram.front().first, endsAgree ? OwnerConfidence::Certain : OwnerConfidence::Likely};
}

void addPhysicalOwners(const Snapshot &snapshot, OwnerMapBuilder &out)
{
    const Region *linear = regionCalled(snapshot, "Linear");
    const Region *vmemmap = regionCalled(snapshot, "vmemmap");
    const auto base = linearBaseOf(snapshot);
    if (base) {
        addLinear(*linear, *base, *snapshot.companions()->iomem, out);
        if (vmemmap != nullptr) {
            addVmemmap(snapshot, *vmemmap, *base, out);
        }
    }
    const auto rest = [&out](const Region *region, OwnerKind kind, const char *what) {
        if (region != nullptr) {
            out.add(*region->range, ownerOf(kind, what, OwnerConfidence::Certain, OwnerEvidence::RegionName));
        }
    };
    rest(linear, OwnerKind::LinearMap, "");
    rest(vmemmap, OwnerKind::Vmemmap, "");
}

} // namespace ptscope
