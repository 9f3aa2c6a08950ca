// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/query/row_set.h"

namespace ptscope {

/// How many rows of a set lie in a range of rows, in constant time: a picture of a filtered dump asks it once a cell,
/// however many rows a cell stands for. Half a bit a row beside the set, which must outlive it.
class RowRank
{
public:
    explicit RowRank(const RowSet &set);

    std::uint32_t rows() const { return m_set->rows(); }
    /// Rows behind the end of the set count for nothing.
    std::uint32_t countIn(RowRange rows) const { return rows.empty() ? 0 : before(rows.end) - before(rows.begin); }
    bool anyIn(RowRange rows) const { return countIn(rows) != 0; }

private:
    std::uint32_t before(std::uint32_t row) const;

    const RowSet *m_set;
    std::vector<std::uint32_t> m_before; ///< rows of the set before each word, and of all
};

} // namespace ptscope
