// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/owner/owner.h"

#include <array>

namespace ptscope {

std::string_view name(OwnerKind kind)
{
    constexpr std::array<std::string_view, ownerKindCount> names{
        "kernel stack", "IRQ stack",    "vmalloc",    "ioremap", "vmap",   "DMA coherent", "per-CPU",      "bpf",   "module",
        "kernel image", "freed area",   "linear map", "vmemmap", "fixmap", "PCI I/O",      "KASAN shadow", "region"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view name(OwnerConfidence confidence)
{
    constexpr std::array<std::string_view, 3> names{"certain", "likely", "ambiguous"};
    return names[static_cast<std::size_t>(confidence)];
}

std::string_view name(OwnerEvidence evidence)
{
    constexpr std::array<std::string_view, 8> names{"address", "hash links", "order",  "size",
                                                    "physical order", "iomem", "region", "shape"};
    return names[static_cast<std::size_t>(evidence)];
}

std::string shortText(const Owner &owner)
{
    if (owner.kind == OwnerKind::Region) {
        return owner.name;
    }
    std::string out(name(owner.kind));
    if (!owner.name.empty()) {
        out += ' ';
        out += owner.name;
    }
    for (const std::string &other : owner.others) {
        out += " or " + other;
    }
    return out;
}

} // namespace ptscope
