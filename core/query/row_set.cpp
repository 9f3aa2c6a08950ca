// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/row_set.h"

namespace ptscope {

RowSet::RowSet(std::uint32_t rows, bool all) : m_rows(rows), m_words((rows + std::uint64_t{63}) / 64)
{
    if (all) {
        invert();
    }
}

std::uint32_t RowSet::count() const
{
    std::uint32_t count = 0;
    for (const std::uint64_t word : m_words) {
        count += static_cast<std::uint32_t>(std::popcount(word));
    }
    return count;
}

void RowSet::insert(RowRange rows)
{
    for (std::uint32_t row = rows.begin; row < rows.end && row < m_rows;) {
        if (row % 64 == 0 && rows.end - row >= 64 && m_rows - row >= 64) {
            m_words[row / 64] = ~std::uint64_t{0};
            row += 64;
        } else {
            insert(RowIndex{row++});
        }
    }
}

std::optional<RowIndex> RowSet::nextFrom(RowIndex row) const
{
    if (row.value >= m_rows) {
        return std::nullopt;
    }
    std::size_t word = row.value / 64;
    std::uint64_t bits = m_words[word] & (~std::uint64_t{0} << (row.value % 64));
    while (bits == 0) {
        if (++word == m_words.size()) {
            return std::nullopt;
        }
        bits = m_words[word];
    }
    return RowIndex{static_cast<std::uint32_t>(word * 64) + static_cast<std::uint32_t>(std::countr_zero(bits))};
}

std::optional<RowIndex> RowSet::lastUpTo(RowIndex row) const
{
    if (m_rows == 0) {
        return std::nullopt;
    }
    const std::uint32_t from = row.value < m_rows ? row.value : m_rows - 1;
    std::size_t word = from / 64;
    std::uint64_t bits = m_words[word] & (~std::uint64_t{0} >> (63 - from % 64));
    while (bits == 0) {
        if (word == 0) {
            return std::nullopt;
        }
        bits = m_words[--word];
    }
    return RowIndex{static_cast<std::uint32_t>(word * 64) + 63 - static_cast<std::uint32_t>(std::countl_zero(bits))};
}

RowSet &RowSet::operator&=(const RowSet &other)
{
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        m_words[i] &= other.m_words[i];
    }
    return *this;
}

RowSet &RowSet::operator|=(const RowSet &other)
{
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        m_words[i] |= other.m_words[i];
    }
    return *this;
}

void RowSet::invert()
{
    for (std::uint64_t &word : m_words) {
        word = ~word;
    }
    if (m_rows % 64 != 0) {
        m_words.back() &= (std::uint64_t{1} << (m_rows % 64)) - 1;
    }
}

} // namespace ptscope
