// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "core/query/query_syntax.h"
#include "core/query/row_set.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// An expression bound to one snapshot: the filter box, `find` and the legends ask rows with it. Attributes are tested once for
/// each different set, not for each row; addresses and regions by bisection.
class Query
{
public:
    /// The error names what is not understood and where: syntax, unknown fields, values that this dump cannot have.
    static tl::expected<Query, QueryError> compile(std::string_view text, SnapshotPtr snapshot);

    const std::string &text() const { return m_text; }
    /// O(rows) over columns; about a nanosecond for each row and term.
    RowSet run() const;

    /// A test of one row of one term; exposed so that tests can hold run() against it.
    bool matches(RowIndex row) const;

    struct Term; ///< query_term.h

private:
    Query(std::string text, SnapshotPtr snapshot, std::unique_ptr<QueryNode> root);
    tl::expected<void, QueryError> bind(const QueryNode &node);
    RowSet run(const QueryNode &node, std::size_t &term) const;
    bool matches(const QueryNode &node, RowIndex row, std::size_t &term) const;

    std::string m_text;
    SnapshotPtr m_snapshot;
    std::unique_ptr<QueryNode> m_root;
    std::vector<std::shared_ptr<const Term>> m_terms; ///< in the order of the tree's leaves
};

/// What may stand at `cursor`: names of fields and words, or values of the field before it, that begin with what is typed.
struct QueryCompletions {
    std::size_t offset = 0; ///< where the replaced text begins
    std::vector<std::string> words;
};
QueryCompletions completeQuery(std::string_view text, std::size_t cursor, const Snapshot &snapshot);

/// What is wrong, the expression, and carets under the place.
std::string queryErrorText(std::string_view expression, const QueryError &error);

} // namespace ptscope
