// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/companion/vmalloc_area.h"
#include "core/owner/islands.h"

namespace ptscope {

/// The parts of the kernel image in vmallocinfo, in order of physical address, which is their order in the image
/// (arch/arm64/mm/mmu.c:map_kernel, 5.x to 7.3: text, rodata, init text, init data, data).
struct ImageParts {
    std::vector<std::uint32_t> areas; ///< indices into VmallocInfo::areas

    bool empty() const { return areas.empty(); }
};
ImageParts imagePartsOf(const VmallocInfo &info);

/// How far part `index` lies behind the first one: the image is one piece of physical memory.
ByteCount offsetOf(const VmallocInfo &info, const ImageParts &parts, std::size_t index);

/// Name of part `index` of `count`: ".text", ".rodata", ".init.text", ".init.data", ".data" of the usual five; else "part 2".
std::string imagePartName(std::size_t index, std::size_t count);

/// Where the image begins when its addresses are hashed: the only island that holds the first parts and has an island where
/// the last one must lie. Nothing when none or several fit.
std::optional<VirtAddr> placeImage(const VmallocInfo &info, const ImageParts &parts, const std::vector<VmallocIsland> &islands,
                                   ByteCount pageSize);

} // namespace ptscope
