// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/query/query_numbers.h"
#include "core/query/query_term.h"
#include "core/query/text_matcher.h"

namespace ptscope {

namespace {

/// A dump has a dozen regions; a hostile text names as many as it likes.
constexpr std::size_t longestList = 400;
constexpr std::size_t longestName = 60;

bool isComparison(QueryOperator op)
{
    return op != QueryOperator::Is && op != QueryOperator::IsNot;
}

/// Rows that touch `range`, or that begin before or behind its first byte.
RowRange rowsAt(const ExtentTable &extents, QueryOperator op, AddrRange range)
{
    const auto firsts = extents.firsts();
    const auto address = range.first.value;
    const auto numberOf = [&](auto row) { return static_cast<std::uint32_t>(row - firsts.begin()); };
    const std::uint32_t from = numberOf(std::lower_bound(firsts.begin(), firsts.end(), address));
    const std::uint32_t behind = numberOf(std::upper_bound(firsts.begin(), firsts.end(), address));
    switch (op) {
    case QueryOperator::Less:
        return {0, from};
    case QueryOperator::LessOrEqual:
        return {0, behind};
    case QueryOperator::Greater:
        return {behind, extents.size()};
    case QueryOperator::GreaterOrEqual:
        return {from, extents.size()};
    default:
        return extents.rowsIn(range);
    }
}

std::vector<RowRange> withoutEmpty(std::vector<RowRange> ranges)
{
    std::erase_if(ranges, [](const RowRange &range) { return range.empty(); });
    return ranges;
}

} // namespace

Query::Term rangesTerm(const QueryTerm &term)
{
    Query::Term out;
    out.kind = Query::Term::Kind::Ranges;
    out.inverted = term.op == QueryOperator::IsNot;
    return out;
}

tl::unexpected<QueryError> wrongValue(const QueryTerm &term, std::string message)
{
    const std::size_t length = std::max<std::size_t>(term.value.size() + (term.quoted ? 2 : 0), 1);
    return tl::make_unexpected(QueryError{term.valueOffset, length, std::move(message)});
}

tl::unexpected<QueryError> wrongTerm(const QueryTerm &term, std::string message)
{
    return tl::make_unexpected(QueryError{term.offset, std::max<std::size_t>(term.length, 1), std::move(message)});
}

bool Query::Term::passes(std::uint64_t value) const
{
    switch (op) {
    case QueryOperator::Is:
        return low <= value && value <= high;
    case QueryOperator::IsNot:
        return value < low || high < value;
    case QueryOperator::Less:
        return value < low;
    case QueryOperator::LessOrEqual:
        return value <= low;
    case QueryOperator::Greater:
        return value > low;
    case QueryOperator::GreaterOrEqual:
        return value >= low;
    }
    return false;
}

tl::expected<Query::Term, QueryError> QueryBinder::bind(const QueryTerm &term) const
{
    if (term.field.empty()) {
        return bindLoneWord(term);
    }
    const QueryFieldInfo *field = queryFieldCalled(term.field);
    if (field == nullptr || field->kind == QueryFieldKind::Word) {
        std::string names;
        for (const QueryFieldInfo &info : queryFields()) {
            names += info.kind == QueryFieldKind::Word ? "" : (names.empty() ? "" : ", ") + std::string(info.name);
        }
        return tl::make_unexpected(QueryError{term.offset, term.field.size(),
                                              "there is no field \"" + term.field + "\"; fields are " + names});
    }
    return bindField(term, *field);
}

QueryBinder::Bound QueryBinder::bindField(const QueryTerm &term, const QueryFieldInfo &field) const
{
    const bool numeric = field.kind == QueryFieldKind::Number || field.kind == QueryFieldKind::Size
        || field.kind == QueryFieldKind::Address;
    if (isComparison(term.op) && !numeric) {
        return wrongTerm(term, "\"" + term.field + "\" has no order; use : or !=");
    }
    switch (field.field) {
    case QueryField::Region:
        return bindRegion(term);
    case QueryField::Level:
        return bindLevel(term);
    case QueryField::Permission:
        return bindPermission(term);
    case QueryField::Access:
        return bindAccess(term);
    case QueryField::Type:
        return bindWords(term, true);
    case QueryField::Attribute:
        return bindWords(term, false);
    case QueryField::Size:
        return bindNumber(term, true);
    case QueryField::LeafSize:
        return bindLeafSize(term);
    case QueryField::Address:
        return bindAddress(term);
    case QueryField::Owner:
        return bindOwner(term);
    case QueryField::Symbol:
        return bindSymbol(term);
    default:
        return bindNumber(term, false);
    }
}

/// A word of the language, an address, else a part of region names and attribute words of this dump.
QueryBinder::Bound QueryBinder::bindLoneWord(const QueryTerm &term) const
{
    const QueryFieldInfo *field = term.quoted ? nullptr : queryFieldCalled(term.value);
    if (field != nullptr && field->kind == QueryFieldKind::Word) {
        return classes([&](Level level, AttributeId id) { return wordHolds(field->field, level, id); }, term.op);
    }
    if (field != nullptr) {
        return wrongTerm(term, "\"" + term.value + "\" wants a value, as in " + std::string(field->example));
    }
    if (term.value.starts_with("0x")) {
        return bindAddress(term);
    }
    const Bound region = bindRegion(term);
    if (region && !region->ranges.empty()) {
        return region;
    }
    const Bound words = bindWords(term, false);
    if (words && std::find(words->classes.begin(), words->classes.end(), 1) != words->classes.end()) {
        return words;
    }
    return wrongTerm(term, "no term, region or attribute of this dump is called \"" + term.value + "\"");
}

QueryBinder::Bound QueryBinder::bindRegion(const QueryTerm &term) const
{
    const auto matcher = TextMatcher::make(term.value);
    if (!matcher) {
        return wrongValue(term, "no regular expression");
    }
    Query::Term out = rangesTerm(term);
    for (const Region &region : m_snapshot.regions()) {
        if (matcher->matches(region.name)) {
            out.ranges.push_back(region.rows);
        }
    }
    if (out.ranges.empty() && !term.field.empty()) {
        std::string names;
        for (const Region &region : m_snapshot.regions()) {
            if (names.size() > longestList) {
                names += "...";
                break;
            }
            names += (names.empty() ? "" : ", ") + region.name.substr(0, longestName);
        }
        return wrongValue(
            term, names.empty() ? "this dump names no regions" : "no region is called so; regions are " + names);
    }
    out.ranges = withoutEmpty(std::move(out.ranges));
    return out;
}

QueryBinder::Bound QueryBinder::bindAddress(const QueryTerm &term) const
{
    const std::size_t dash = term.value.find('-');
    const auto first = addressNumber(std::string_view(term.value).substr(0, dash));
    const auto end =
        dash == std::string::npos ? std::nullopt : addressNumber(std::string_view(term.value).substr(dash + 1));
    if (!first || (dash != std::string::npos && !end)) {
        return wrongValue(term, "an address in hex is needed, or a range START-END");
    }
    if (end && *end - 1 < *first) {
        return wrongValue(term, "the range ends before it begins");
    }
    if (isComparison(term.op) && end) {
        return wrongValue(term, "one address is needed here");
    }
    Query::Term out = rangesTerm(term);
    out.ranges = {rowsAt(m_snapshot.extents(), term.op, {{*first}, {end ? *end - 1 : *first}})};
    out.ranges = withoutEmpty(std::move(out.ranges));
    return out;
}

QueryBinder::Bound QueryBinder::bindNumber(const QueryTerm &term, bool size) const
{
    const auto parse = [size](std::string_view text) { return size ? sizeNumber(text) : decimalNumber(text); };
    const std::size_t dash = term.value.find('-');
    const auto low = parse(std::string_view(term.value).substr(0, dash));
    const auto high = dash == std::string::npos ? low : parse(std::string_view(term.value).substr(dash + 1));
    if (!low || !high) {
        return wrongValue(term, size ? "a size such as 28K is needed" : "a number is needed");
    }
    if (dash != std::string::npos && (isComparison(term.op) || *high < *low)) {
        return wrongValue(term, *high < *low ? "the range ends before it begins" : "one number is needed here");
    }
    Query::Term out;
    out.kind = size ? Query::Term::Kind::Size : Query::Term::Kind::Line;
    out.op = term.op;
    out.low = *low;
    out.high = *high;
    return out;
}

} // namespace ptscope
