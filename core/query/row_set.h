// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/units.h"

namespace ptscope {

/// Some rows of an ExtentTable: one bit a row, so that combining sets is a loop over words.
class RowSet
{
public:
    RowSet() = default;
    explicit RowSet(std::uint32_t rows, bool all = false);

    std::uint32_t rows() const { return m_rows; }
    std::uint32_t count() const;
    bool contains(RowIndex row) const { return (m_words[row.value / 64] >> (row.value % 64) & 1U) != 0; }
    void insert(RowIndex row) { m_words[row.value / 64] |= std::uint64_t{1} << (row.value % 64); }
    void insert(RowRange rows);

    /// One bit a row, the first row in the lowest bit of the first word.
    std::span<const std::uint64_t> words() const { return m_words; }

    /// The first row of the set at or behind `row`, the last at or before it.
    std::optional<RowIndex> nextFrom(RowIndex row) const;
    std::optional<RowIndex> lastUpTo(RowIndex row) const;

    RowSet &operator&=(const RowSet &other);
    RowSet &operator|=(const RowSet &other);
    void invert();
    bool operator==(const RowSet &) const = default;

    template<class Visit>
    void forEach(Visit visit) const
    {
        for (std::size_t word = 0; word < m_words.size(); ++word) {
            for (std::uint64_t bits = m_words[word]; bits != 0; bits &= bits - 1) {
                visit(RowIndex{static_cast<std::uint32_t>(word * 64)
                               + static_cast<std::uint32_t>(std::countr_zero(bits))});
            }
        }
    }
    /// Fills the set from a test of each row; the test must be cheap.
    template<class Test>
    void fill(Test test)
    {
        for (std::uint32_t word = 0; word < m_words.size(); ++word) {
            const std::uint32_t begin = word * 64;
            const std::uint32_t end = begin + 64 < m_rows ? begin + 64 : m_rows;
            std::uint64_t bits = 0;
            for (std::uint32_t row = begin; row < end; ++row) {
                bits |= std::uint64_t{test(row)} << (row - begin);
            }
            m_words[word] = bits;
        }
    }

private:
    std::uint32_t m_rows = 0;
    std::vector<std::uint64_t> m_words; ///< bits behind the last row are 0
};

} // namespace ptscope
