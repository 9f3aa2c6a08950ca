// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace ptscope {

enum class QueryOperator : std::uint8_t { Is, IsNot, Less, LessOrEqual, Greater, GreaterOrEqual };

/// Why an expression is none, and where: bytes from its start.
struct QueryError {
    std::size_t offset = 0;
    std::size_t length = 0;
    std::string message; ///< one sentence without full stop
};

/// `field OP value`, or a word alone.
struct QueryTerm {
    std::string field; ///< empty for a word alone
    QueryOperator op = QueryOperator::Is;
    std::string value;
    bool quoted = false;
    std::size_t offset = 0; ///< of the term
    std::size_t length = 0;
    std::size_t valueOffset = 0;
};

struct QueryNode {
    enum class Kind : std::uint8_t { All, Term, Not, And, Or } kind = Kind::All;
    QueryTerm term;
    std::vector<std::unique_ptr<QueryNode>> children;
};

/// The language of the filter box and `find`: `field:value`, comparisons (= != < <= > >=), words alone, `and` (or nothing)
/// before `or`, `not` or `!`, parentheses, values in double quotes. Nothing at all matches everything. No name is looked up here.
tl::expected<std::unique_ptr<QueryNode>, QueryError> parseQuery(std::string_view text);

/// The expression again, with the fewest parentheses: parsing it gives the same tree.
std::string queryText(const QueryNode &node);

} // namespace ptscope
