// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/units.h"

namespace ptscope {

/// What sort of thing a mapping belongs to.
enum class OwnerKind : std::uint8_t {
    KernelStack,
    IrqStack,
    Vmalloc,
    Ioremap,
    Vmap,
    DmaCoherent,
    PerCpu,
    Bpf,
    Module,
    KernelImage,
    Freed, ///< "unpurged": freed, not flushed yet; nothing is mapped
    LinearMap,
    Vmemmap,
    Fixmap,
    PciIo,
    KasanShadow,
    Region, ///< nothing more is known than the region's name
};
constexpr std::uint8_t ownerKindCount = 17;

/// The kind in a kernel developer's words: "kernel stack", "ioremap", "bpf".
std::string_view name(OwnerKind kind);

/// How sure an owner is. Certain ones are never wrong as far as the captures can tell (tests/parsers/test_owner_captures.cpp).
enum class OwnerConfidence : std::uint8_t {
    Certain,
    Likely,
    Ambiguous, ///< several fit; Owner::others names them
};
std::string_view name(OwnerConfidence confidence);

/// What an owner was found by.
enum class OwnerEvidence : std::uint8_t {
    Address,    ///< a companion prints the address
    HashLinks,  ///< equal hashes tie it to a neighbour whose place is known
    Order,      ///< its place in the order of vmallocinfo
    Size,       ///< its size alone
    Physical,   ///< the order of physical addresses (the parts of the kernel image)
    Ram,        ///< /proc/iomem, by the physical address of the linear map
    RegionName, ///< the marker of the dump
    Shape,      ///< its size and rights, like others that are known
};
std::string_view name(OwnerEvidence evidence);

/// Who a mapping belongs to. Many ranges share one.
struct Owner {
    OwnerKind kind = OwnerKind::Region;
    OwnerConfidence confidence = OwnerConfidence::Certain;
    OwnerEvidence evidence = OwnerEvidence::RegionName;
    std::string name;   ///< "pl011@9000000", "ptlab", ".text", "kernel_clone", "System RAM"
    std::string caller; ///< as vmallocinfo prints it: "kernel_clone+0x70/0x398"
    std::string module; ///< of the caller
    std::vector<std::string> others; ///< further names that fit as well

    bool operator==(const Owner &) const = default;
};

/// "kernel stack kernel_clone", "ioremap pl011@9000000", "module ptlab": kind and name, no more words than needed.
std::string shortText(const Owner &owner);

} // namespace ptscope
