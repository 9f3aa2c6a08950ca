// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/physical_layout.h"

#include <algorithm>

#include "core/hvo/stripes.h"

namespace ptscope {

namespace {

/// Takes `hole` out of `parts`.
void cutOut(std::vector<AddrRange> &parts, AddrRange hole)
{
    std::vector<AddrRange> out;
    for (const AddrRange &part : parts) {
        if (!part.overlaps(hole)) {
            out.push_back(part);
            continue;
        }
        if (part.first < hole.first) {
            out.push_back({part.first, {hole.first.value - 1}});
        }
        if (hole.last < part.last) {
            out.push_back({{hole.last.value + 1}, part.last});
        }
    }
    parts = std::move(out);
}

} // namespace

const Region *linearRegionOf(const Snapshot &snapshot)
{
    const auto &regions = snapshot.regions();
    const auto found = std::find_if(regions.begin(), regions.end(), [](const Region &r) {
        return r.range
            && (r.name.starts_with("Linear") || r.name.starts_with("Kernel Logical") || r.name.starts_with("Logical"));
    });
    return found == regions.end() ? nullptr : &*found;
}

std::optional<AddrRange> PhysicalLayout::linearOf(AddrRange phys) const
{
    const std::uint64_t offset = phys.first.value - linearStart;
    const std::uint64_t length = phys.last.value - phys.first.value;
    const std::uint64_t room = linear.last.value - linear.first.value;
    if (offset > room || length > room - offset) {
        return std::nullopt;
    }
    return AddrRange{{linear.first.value + offset}, {linear.first.value + offset + length}};
}

std::optional<AddrRange> PhysicalLayout::vmemmapOf(AddrRange phys) const
{
    if (!linearOf(phys)) {
        return std::nullopt;
    }
    const std::uint64_t firstPage = (phys.first.value - linearStart) >> pageShift;
    const std::uint64_t lastPage = (phys.last.value - linearStart) >> pageShift;
    const AddrRange out{{vmemmap.first.value + firstPage * structPageBytes},
                        {vmemmap.first.value + lastPage * structPageBytes + (structPageBytes - 1)}};
    return vmemmap.contains(out) ? std::optional(out) : std::nullopt;
}

Result<PhysicalLayout> physicalLayout(const Snapshot &snapshot, PhysAddr firstMapped)
{
    const Region *linear = linearRegionOf(snapshot);
    const Region *vmemmap = vmemmapOf(snapshot);
    if (linear == nullptr || vmemmap == nullptr) {
        return fail(ErrorCode::NothingFound, "physical memory", "the dump shows no linear map or no vmemmap");
    }
    for (std::uint32_t row = linear->rows.begin; row < linear->rows.end; ++row) {
        if (!snapshot.extents().attributes({row}).isHole()) {
            const std::uint64_t before = snapshot.extents().first({row}).value - linear->range->first.value;
            return PhysicalLayout{*linear->range, *vmemmap->range, firstMapped.value - before,
                                  snapshot.geometry().pageShift()};
        }
    }
    return fail(ErrorCode::NothingFound, "linear map", "nothing is mapped there");
}

std::vector<AddrRange> allocatableMemory(const Iomem &iomem)
{
    std::vector<AddrRange> out;
    std::vector<AddrRange> bank;
    bool inBank = false;
    const auto take = [&] {
        out.insert(out.end(), bank.begin(), bank.end());
        bank.clear();
    };
    for (const IomemEntry &entry : iomem.entries) {
        const AddrRange range{{entry.first.value}, {entry.last.value}};
        if (entry.depth == 0) {
            take();
            inBank = entry.name.starts_with("System RAM");
            if (inBank) {
                bank.push_back(range);
            }
        } else if (inBank) {
            cutOut(bank, range);
        }
    }
    take();
    std::sort(out.begin(), out.end(), [](const AddrRange &a, const AddrRange &b) { return a.first < b.first; });
    return out;
}

} // namespace ptscope
