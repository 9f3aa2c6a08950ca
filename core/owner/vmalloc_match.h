// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/companion/vmalloc_area.h"
#include "core/owner/islands.h"
#include "core/owner/owner.h"

namespace ptscope {

/// Where an area of vmallocinfo lies.
struct PlacedArea {
    std::uint32_t area = 0; ///< index in VmallocInfo::areas
    VirtAddr first;
    OwnerConfidence confidence = OwnerConfidence::Certain;
    OwnerEvidence evidence = OwnerEvidence::Address;
};

struct VmallocMatch {
    std::vector<PlacedArea> placed;   ///< each area and each island at most once
    unsigned lists = 0;               ///< sorted lists of which the file consists; 0: order did not help
    unsigned linksAgree = 0;
    unsigned linksContradict = 0;
};

/// Finds the places of areas whose addresses are hashed or hidden. What is used:
///  * the kernel prints sorted lists: one before 6.9 (mm/vmalloc.c: vmap_area_list), since then one for each vmap node, whose
///    number is address / 16 pages % nodes (addr_to_node_id); nodes are the possible CPUs, 1 to 128;
///  * an area's mapped part has its size without the guard page, and holes around;
///  * the end of one area and the start of the next have one hash;
///  * parts of the kernel image lie as far apart as their physical addresses;
///  * per-CPU areas are taken from the end of vmalloc space downwards (mm/vmalloc.c:pcpu_get_vm_areas), all others from its begin;
///  * what has no island of its own size (sparse areas, what only a part of was mapped) lies where an equal hash ties it to a
///    neighbour whose place is certain.
/// Certain is what order gives the same from both ends and no hash contradicts; a stack, which comes and goes between two
/// reads, only with a hash link to something else.
/// `last` is the last address that vmalloc serves, where the dump tells.
VmallocMatch matchHashedAreas(const VmallocInfo &info, const std::vector<VmallocIsland> &islands, ByteCount pageSize,
                              std::optional<VirtAddr> last = {});

} // namespace ptscope
