// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/snapshot/extents.h"

namespace ptscope {

/// Finds rows by address as ExtentTable::firstRowFrom does, but bisects a table of every 64th row first, which stays in
/// the cache at ten million rows.
class RowFinder
{
public:
    static constexpr std::uint32_t stride = 64;

    /// Keeps a reference to `extents`.
    explicit RowFinder(const ExtentTable &extents) : m_extents(extents)
    {
        m_blockLasts.reserve(extents.size() / stride);
        for (std::uint32_t row = stride - 1; row < extents.size(); row += stride) {
            m_blockLasts.push_back(extents.last({row}).value);
        }
    }

    /// First row that ends at or behind `address`; size() when none.
    std::uint32_t rowFrom(VirtAddr address) const
    {
        const auto block = std::lower_bound(m_blockLasts.begin(), m_blockLasts.end(), address.value);
        const auto begin = static_cast<std::uint32_t>(block - m_blockLasts.begin()) * stride;
        const auto lasts = m_extents.lasts().subspan(begin, std::min(stride, m_extents.size() - begin));
        return begin
            + static_cast<std::uint32_t>(std::lower_bound(lasts.begin(), lasts.end(), address.value) - lasts.begin());
    }

    std::size_t memoryBytes() const { return m_blockLasts.capacity() * sizeof(std::uint64_t); }

private:
    const ExtentTable &m_extents;
    std::vector<std::uint64_t> m_blockLasts;
};

} // namespace ptscope
