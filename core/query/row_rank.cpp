// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/row_rank.h"

#include <algorithm>
#include <bit>

namespace ptscope {

RowRank::RowRank(const RowSet &set) : m_set(&set)
{
    m_before.reserve(set.words().size() + 1);
    std::uint32_t count = 0;
    for (const std::uint64_t word : set.words()) {
        m_before.push_back(count);
        count += static_cast<std::uint32_t>(std::popcount(word));
    }
    m_before.push_back(count);
}

std::uint32_t RowRank::before(std::uint32_t row) const
{
    const std::uint32_t at = std::min(row, m_set->rows());
    const std::uint32_t bits = at % 64;
    const std::uint32_t whole = m_before[at / 64];
    if (bits == 0) {
        return whole;
    }
    return whole + static_cast<std::uint32_t>(std::popcount(m_set->words()[at / 64] << (64 - bits)));
}

} // namespace ptscope
