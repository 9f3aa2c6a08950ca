// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

#include "core/paging/level.h"
#include "core/paging/row_class.h"

namespace ptscope {

/// What must stay visible however many rows share a pixel.
enum class Alert : std::uint8_t { WritableExecutable = 1, UserAccessible = 2, Invalid = 4 };

/// Which classes occur, one bit each.
struct ClassMask {
    std::uint8_t leaf = 0;
    std::uint8_t access = 0;
    std::uint8_t alerts = 0;

    constexpr bool operator==(const ClassMask &) const = default;
    constexpr bool has(LeafClass c) const { return (leaf >> static_cast<unsigned>(c) & 1U) != 0; }
    constexpr bool has(AccessClass c) const { return (access >> static_cast<unsigned>(c) & 1U) != 0; }
    constexpr bool has(Alert alert) const { return (alerts & static_cast<unsigned>(alert)) != 0; }
    constexpr ClassMask &operator|=(ClassMask other)
    {
        leaf |= other.leaf;
        access |= other.access;
        alerts |= other.alerts;
        return *this;
    }
};

/// A part of the address space by class, in bytes or in steps of the folded axis. `leaf` adds up to the whole, and so do
/// `access` and `level`: what no row describes counts as a hole.
struct ClassSums {
    static constexpr std::size_t unprinted = levelCount; ///< index into `level` of what no row describes

    std::array<std::uint64_t, leafClassCount> leaf{};
    std::array<std::uint64_t, accessClassCount> access{};
    std::array<std::uint64_t, levelCount + 1> level{}; ///< by the level of the tables that hold the entries
    std::uint64_t user = 0;

    bool operator==(const ClassSums &) const = default;
    ClassSums &operator+=(const ClassSums &other);
    ClassSums &operator-=(const ClassSums &other);

    /// What no row describes.
    void addGap(std::uint64_t amount)
    {
        leaf[static_cast<std::size_t>(LeafClass::Hole)] += amount;
        access[static_cast<std::size_t>(AccessClass::None)] += amount;
        level[unprinted] += amount;
    }

    std::uint64_t of(LeafClass c) const { return leaf[static_cast<std::size_t>(c)]; }
    std::uint64_t of(AccessClass c) const { return access[static_cast<std::size_t>(c)]; }
    std::uint64_t total() const;
    ClassMask mask() const;
    /// The class with the greatest share; a hole only where nothing else is, since a mapping must never vanish in one.
    LeafClass dominantLeaf() const;
    AccessClass dominantAccess() const;
};

} // namespace ptscope
