// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/owner/owner.h"

namespace ptscope {

/// Kinds of owners that belong together: few enough for a colour each.
enum class OwnerGroup : std::uint8_t {
    Unknown,
    LinearMap,
    Metadata, ///< struct pages and KASAN's shadow
    KernelImage,
    Modules,     ///< and BPF programs: code that came later
    Stacks,      ///< of threads and interrupts
    Allocations, ///< vmalloc, vmap, per-CPU
    Devices,     ///< ioremap, PCI I/O, coherent DMA
    Other,       ///< fixmap, freed areas, regions of which nothing more is known
};
constexpr std::size_t ownerGroupCount = 9;

/// Those that something can belong to, in the order in which a legend names them.
constexpr std::array<OwnerGroup, ownerGroupCount - 1> ownerGroups{
    OwnerGroup::LinearMap, OwnerGroup::Metadata,    OwnerGroup::KernelImage, OwnerGroup::Modules,
    OwnerGroup::Stacks,    OwnerGroup::Allocations, OwnerGroup::Devices,     OwnerGroup::Other};

OwnerGroup groupOf(OwnerKind kind);
/// "linear map", "stacks": as `owner:` of the filter language takes it too.
std::string_view name(OwnerGroup group);
/// The term of the filter language for the rows of a group. Empty for Unknown.
std::string groupTerm(OwnerGroup group);

} // namespace ptscope
