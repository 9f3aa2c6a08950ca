// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include "core/query/query.h"
#include "core/query/query_fields.h"

namespace ptscope {

/// A term bound to a snapshot: rows of certain ranges (`ranges`), or rows whose attributes and level pass a table, or
/// whose number compares right. Exactly one of them.
struct Query::Term {
    enum class Kind : std::uint8_t { Classes, Ranges, Size, Line } kind = Kind::Classes;
    std::vector<std::uint8_t> classes; ///< by attribute id * levelCount+1 + level
    std::vector<RowRange> ranges;      ///< ascending, disjoint
    QueryOperator op = QueryOperator::Is;
    std::uint64_t low = 0;
    std::uint64_t high = 0; ///< for Is: [low, high]
    bool inverted = false;

    static constexpr std::size_t levels = levelCount + 1;
    bool passes(std::uint64_t value) const;
};

/// A term of ranges that still has none, inverted where it is asked so.
Query::Term rangesTerm(const QueryTerm &term);
/// The place of a term's value, or of all of it, and what is wrong there.
tl::unexpected<QueryError> wrongValue(const QueryTerm &term, std::string message);
tl::unexpected<QueryError> wrongTerm(const QueryTerm &term, std::string message);

/// Looks names and values up. Fails with the place of what is wrong.
class QueryBinder
{
public:
    explicit QueryBinder(const Snapshot &snapshot) : m_snapshot(snapshot) { }
    tl::expected<Query::Term, QueryError> bind(const QueryTerm &term) const;

private:
    using Bound = tl::expected<Query::Term, QueryError>;
    using RowTest = std::function<bool(Level, AttributeId)>;

    Bound bindLoneWord(const QueryTerm &term) const;
    Bound bindField(const QueryTerm &term, const QueryFieldInfo &field) const;
    Bound bindRegion(const QueryTerm &term) const;
    Bound bindAddress(const QueryTerm &term) const;
    Bound bindNumber(const QueryTerm &term, bool size) const;
    Bound bindLevel(const QueryTerm &term) const;
    Bound bindPermission(const QueryTerm &term) const;
    Bound bindAccess(const QueryTerm &term) const;
    Bound bindWords(const QueryTerm &term, bool typeOnly) const;
    Bound bindLeafSize(const QueryTerm &term) const;
    Bound bindOwner(const QueryTerm &term) const;
    Bound bindSymbol(const QueryTerm &term) const;

    Query::Term classes(const RowTest &test, QueryOperator op) const;
    bool wordHolds(QueryField field, Level level, AttributeId id) const;

    const Snapshot &m_snapshot;
};

} // namespace ptscope
