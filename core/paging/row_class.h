// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace ptscope {

/// How a row is mapped, by the size of its leaves. Order is by size; the names fit every granule:
/// 4K pages: Page 4K, ContPage 64K, Block 2M, ContBlock 32M, Giant 1G. 16K: 16K, 2M, 32M, 1G. 64K: 64K, 2M, 512M, 16G.
enum class LeafClass : std::uint8_t { Hole, Invalid, Page, ContPage, Block, ContBlock, Giant };
constexpr std::uint8_t leafClassCount = 7;

/// What a row permits, the most important thing first: W+X hides nothing, device and non-cacheable before rights.
enum class AccessClass : std::uint8_t { None, RwNx, RoNx, RoX, RwX, Device, NonCacheable };
constexpr std::uint8_t accessClassCount = 7;

struct RowClass {
    LeafClass leaf = LeafClass::Hole;
    AccessClass access = AccessClass::None;
    constexpr bool operator==(const RowClass &) const = default;
};

} // namespace ptscope
