// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/query/row_rank.h"

namespace ptscope {
namespace {

RC_GTEST_PROP(RowRank, CountsAsOneByOne, ())
{
    const std::uint32_t rows = *rc::gen::inRange(0U, 400U);
    RowSet set(rows);
    for (std::uint32_t row = 0; row < rows; ++row) {
        if (*rc::gen::inRange(0, 3) == 0) {
            set.insert(RowIndex{row});
        }
    }
    const RowRank rank(set);
    const std::uint32_t begin = *rc::gen::inRange(0U, rows + 70);
    const std::uint32_t end = *rc::gen::inRange(0U, rows + 70);
    std::uint32_t count = 0;
    for (std::uint32_t row = begin; row < std::min(end, rows); ++row) {
        count += set.contains({row}) ? 1U : 0U;
    }
    RC_ASSERT(rank.countIn({begin, end}) == count);
    RC_ASSERT(rank.anyIn({begin, end}) == (count != 0));
}

TEST(RowRank, AllAndNone)
{
    for (const std::uint32_t rows : {0U, 1U, 63U, 64U, 65U, 128U}) {
        const RowSet all(rows, true);
        const RowSet none(rows);
        EXPECT_EQ(RowRank(all).countIn({0, rows}), rows);
        EXPECT_EQ(RowRank(none).countIn({0, rows}), 0U);
    }
}

} // namespace
} // namespace ptscope
