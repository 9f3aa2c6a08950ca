// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>

#include "core/base/mul_div.h"
#include "core/base/units.h"

namespace ptscope {

/// A place on a map's axis, counted from the first address of the dump. What one step is worth is the axis's business.
struct AxisPoint {
    std::uint64_t value = 0;
    constexpr auto operator<=>(const AxisPoint &) const = default;
};

/// A row, or the gap that no row describes, laid on an axis: [begin, end). Inside a piece the axis is linear.
struct AxisPiece {
    AddrRange range;
    AxisPoint begin;
    AxisPoint end;
    std::uint32_t row = 0; ///< the row, or the row behind the gap
    bool gap = false;

    std::uint64_t width() const { return end.value - begin.value; }

    AxisPoint positionOf(VirtAddr address) const
    {
        return {begin.value + mulDiv(width(), address.value - range.first.value, range.size().value)};
    }

    /// The first address whose position is `point` or more: the first byte behind the piece where a step of the axis is
    /// finer than a byte. Never leaves the address space.
    VirtAddr addressAt(AxisPoint point) const
    {
        if (point <= begin || end <= begin) {
            return range.first;
        }
        const std::uint64_t offset = mulDivUp(point.value - begin.value, range.size().value, width());
        const std::uint64_t address = range.first.value + offset;
        return address < range.first.value ? range.last : VirtAddr{address};
    }
};

} // namespace ptscope
