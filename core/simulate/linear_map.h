// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/companion/iomem.h"
#include "core/simulate/simulation.h"

namespace ptscope {

enum class LinearMapMode : std::uint8_t {
    Pages,  ///< rodata=full, or debug_pagealloc: every leaf is a page, no contiguous groups
    Blocks, ///< the largest leaves that fit, contiguous groups included
    /// As Blocks, and split around what is read-only beside the image: rodata=full of 6.18 and later on CPUs with BBM level 3.
    SplitBlocks,
};

/// How kernels map the image's alias in the linear map (arch/arm64/mm/mmu.c:map_mem; reference/kernel-mechanisms.md, 6.2).
enum class ImageAlias : std::uint8_t {
    BlocksWithoutGroups, ///< 6.1, 6.12: blocks even when the rest is pages, never contiguous groups
    LikeTheRest,         ///< from about 6.18 on
};

struct LinearMapRequest {
    LinearMapMode mode = LinearMapMode::Pages;
    std::optional<ImageAlias> alias = std::nullopt; ///< not set: as the dump shows it
    /// Physical address of the first mapped byte; not set: assumed to be aligned as the virtual one is.
    std::optional<PhysAddr> firstPhys = std::nullopt;
    /// Banks of memory, when known: the kernel maps each by itself, so leaves do not reach over their borders.
    std::vector<IomemEntry> banks = {};
    std::optional<PhysAddr> imageText = std::nullopt; ///< "Kernel code" of iomem; not set: the image is the largest read-only stretch
    std::vector<IomemEntry> byPages = {}; ///< mapped by pages in any mode: the crash kernel's memory before 6.4
    bool imageDataIsValid = false;   ///< rodata=off from about 6.18 on: the alias of the image's data is not made invalid
};

/// What a boot parameter rodata= makes of the linear map (reference/kernel-mechanisms.md, 6.1 to 6.3).
struct RodataRule {
    LinearMapMode mode = LinearMapMode::Pages;
    bool imageDataIsValid = false;
    std::string remark; ///< where the kernel takes the word for another
};
/// `kernel`: 601 for 6.1. Nothing when the word is none of off, on, full, noalias.
std::optional<RodataRule> rodataRule(std::string_view word, unsigned kernel, bool bbml3);

/// The linear map in the other granularity: the greedy rule of arch/arm64/mm/mmu.c:alloc_init_pud and below over each stretch of equal
/// rights (reference/kernel-mechanisms.md, 6.5). Holes, and what is not valid (F), stay where they are.
/// Fails with NothingFound where the dump has no linear map, with BadArgument where firstPhys is not page aligned.
Result<SimulationResult> simulateLinearMap(const Snapshot &snapshot, const LinearMapRequest &request);

} // namespace ptscope
