// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace ptscope {

// How a row of the dump is mapped, smallest first. Giant is a block of 512M or larger.
enum class LeafClass : std::uint8_t { Hole, Invalid, Page, ContPage, Block, ContBlock, Giant };
inline constexpr std::size_t leafClassCount = 7;

// What the kernel may do with a row; one class each, so Device and NonCacheable win over the permission.
enum class AccessClass : std::uint8_t { None, RwNx, RoNx, RoX, RwX, Device, NonCacheable };
inline constexpr std::size_t accessClassCount = 7;

} // namespace ptscope
