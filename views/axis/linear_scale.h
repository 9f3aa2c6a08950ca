// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

#include "core/base/units.h"
#include "core/index/axis_piece.h"

namespace ptscope {

/// The linear axis: a step is a byte, and more than one only where the dump spans more than 2^52 bytes, which no arm64
/// kernel's does; then a step is at most 4K.
class LinearScale
{
public:
    LinearScale() = default;
    explicit LinearScale(AddrRange range)
        : m_range(range),
          m_shift(static_cast<unsigned>(std::max(0, static_cast<int>(std::bit_width(range.size().value)) - 53)))
    { }

    std::uint64_t length() const { return stepsOf(m_range.size()); }
    /// Steps that cover so many bytes, rounded up.
    std::uint64_t stepsOf(ByteCount bytes) const
    {
        const std::uint64_t rest = bytes.value & ((std::uint64_t{1} << m_shift) - 1);
        return (bytes.value >> m_shift) + (rest != 0 ? 1U : 0U);
    }
    AxisPoint positionOf(VirtAddr address) const
    {
        return {(std::clamp(address, m_range.first, m_range.last) - m_range.first).value >> m_shift};
    }
    VirtAddr addressAt(AxisPoint point) const
    {
        const VirtAddr address = m_range.first + ByteCount{point.value << m_shift};
        return point.value >= length() ? m_range.last : std::min(address, m_range.last);
    }

private:
    AddrRange m_range{{0}, {0}};
    unsigned m_shift = 0;
};

} // namespace ptscope
