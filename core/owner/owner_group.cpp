// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/owner/owner_group.h"

namespace ptscope {

OwnerGroup groupOf(OwnerKind kind)
{
    switch (kind) {
    case OwnerKind::KernelStack:
    case OwnerKind::IrqStack:
        return OwnerGroup::Stacks;
    case OwnerKind::Vmalloc:
    case OwnerKind::Vmap:
    case OwnerKind::PerCpu:
        return OwnerGroup::Allocations;
    case OwnerKind::Ioremap:
    case OwnerKind::DmaCoherent:
    case OwnerKind::PciIo:
        return OwnerGroup::Devices;
    case OwnerKind::Bpf:
    case OwnerKind::Module:
        return OwnerGroup::Modules;
    case OwnerKind::KernelImage:
        return OwnerGroup::KernelImage;
    case OwnerKind::LinearMap:
        return OwnerGroup::LinearMap;
    case OwnerKind::Vmemmap:
    case OwnerKind::KasanShadow:
        return OwnerGroup::Metadata;
    case OwnerKind::Freed:
    case OwnerKind::Fixmap:
    case OwnerKind::Region:
        return OwnerGroup::Other;
    }
    return OwnerGroup::Unknown;
}

std::string_view name(OwnerGroup group)
{
    constexpr std::array<std::string_view, ownerGroupCount> names{
        "unknown", "linear map", "vmemmap and shadow", "kernel image", "modules and BPF", "stacks", "allocations", "devices", "other owners"};
    return names[static_cast<std::size_t>(group)];
}

std::string groupTerm(OwnerGroup group)
{
    if (group == OwnerGroup::Unknown) {
        return {};
    }
    return "owner:\"" + std::string(name(group)) + '"';
}

} // namespace ptscope
