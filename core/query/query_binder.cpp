// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "core/paging/classify.h"
#include "core/query/class_terms.h"
#include "core/query/query_term.h"
#include "core/query/text_matcher.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

/// A dump has a dozen regions; a hostile text names as many as it likes.
constexpr std::size_t longestList = 400;
constexpr std::size_t longestName = 60;

tl::unexpected<QueryError> wrongValue(const QueryTerm &term, std::string message)
{
    const std::size_t length = std::max<std::size_t>(term.value.size() + (term.quoted ? 2 : 0), 1);
    return tl::make_unexpected(QueryError{term.valueOffset, length, std::move(message)});
}

tl::unexpected<QueryError> wrongTerm(const QueryTerm &term, std::string message)
{
    return tl::make_unexpected(QueryError{term.offset, std::max<std::size_t>(term.length, 1), std::move(message)});
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

std::optional<std::uint64_t> number(std::string_view text, int base)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return text.empty() || error != std::errc{} || end != text.data() + text.size() ? std::nullopt
                                                                                    : std::optional(value);
}

/// "28K", "0x1000", "4096".
std::optional<std::uint64_t> sizeNumber(std::string_view text)
{
    if (text.starts_with("0x") || text.starts_with("0X")) {
        return number(text.substr(2), 16);
    }
    constexpr std::string_view units = "KMGTPE";
    unsigned shift = 0;
    if (text.size() > 1 && (text.ends_with("iB"))) {
        text.remove_suffix(2);
    } else if (text.size() > 2 && (text.back() == 'B' || text.back() == 'b')) {
        text.remove_suffix(1);
    }
    if (!text.empty()) {
        const auto unit = units.find(static_cast<char>(std::toupper(static_cast<unsigned char>(text.back()))));
        if (unit != std::string_view::npos) {
            shift = static_cast<unsigned>(unit + 1) * 10;
            text.remove_suffix(1);
        }
    }
    const auto value = number(text, 10);
    return value && (*value << shift >> shift) == *value ? std::optional(*value << shift) : std::nullopt;
}

std::optional<std::uint64_t> addressNumber(std::string_view text)
{
    if (text.starts_with("0x") || text.starts_with("0X")) {
        text.remove_prefix(2);
    }
    return text.size() > 16 ? std::nullopt : number(text, 16);
}

bool isComparison(QueryOperator op)
{
    return op != QueryOperator::Is && op != QueryOperator::IsNot;
}

std::vector<RowRange> withoutEmpty(std::vector<RowRange> ranges)
{
    std::erase_if(ranges, [](const RowRange &range) { return range.empty(); });
    return ranges;
}

} // namespace

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

Query::Term QueryBinder::classes(const RowTest &test, QueryOperator op) const
{
    Query::Term out;
    const std::size_t sets = m_snapshot.attributes().size();
    out.classes.resize(sets * Query::Term::levels);
    for (std::size_t id = 0; id < sets; ++id) {
        for (std::size_t level = 0; level < Query::Term::levels; ++level) {
            out.classes[id * Query::Term::levels + level] =
                test(static_cast<Level>(level), {static_cast<std::uint16_t>(id)}) != (op == QueryOperator::IsNot) ? 1
                                                                                                                  : 0;
        }
    }
    return out;
}

bool QueryBinder::wordHolds(QueryField field, Level level, AttributeId id) const
{
    if (id.isHole()) {
        return field == QueryField::Hole;
    }
    const Attributes &a = m_snapshot.attributes().at(id);
    const RowClass rowClass = m_snapshot.classes().at(level, id);
    switch (field) {
    case QueryField::ReadOnly:
        return !a.writable();
    case QueryField::Writable:
        return a.writable();
    case QueryField::Executable:
        return a.executable();
    case QueryField::NonExecutable:
        return !a.executable();
    case QueryField::User:
        return a.userAccessible();
    case QueryField::UserNx:
        return a.has(Attr::UserNx);
    case QueryField::Guarded:
        return a.has(Attr::Guarded);
    case QueryField::WritableExecutable:
        return a.writableAndExecutable();
    case QueryField::Contiguous:
        return a.contiguous();
    case QueryField::Block:
        return entryLevel(m_snapshot.geometry(), level, a) != Level::Pte;
    case QueryField::Page:
        return rowClass.leaf == LeafClass::Page;
    case QueryField::Valid:
        return a.valid();
    case QueryField::Invalid:
        return !a.valid();
    case QueryField::Mapped:
        return true;
    case QueryField::Device:
        return a.isDevice();
    case QueryField::NonCacheable:
        return a.memoryType == MemoryType::NormalNonCacheable;
    default:
        return false;
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
    Query::Term out;
    out.kind = Query::Term::Kind::Ranges;
    out.inverted = term.op == QueryOperator::IsNot;
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
    const auto rows = m_snapshot.extents().size();
    const auto firsts = m_snapshot.extents().firsts();
    const auto rowFrom = [&](std::uint64_t address, bool orEqual) { // first row that begins behind (or at) `address`
        const auto at = orEqual ? std::lower_bound(firsts.begin(), firsts.end(), address)
                                : std::upper_bound(firsts.begin(), firsts.end(), address);
        return static_cast<std::uint32_t>(at - firsts.begin());
    };
    Query::Term out;
    out.kind = Query::Term::Kind::Ranges;
    out.inverted = term.op == QueryOperator::IsNot;
    switch (term.op) {
    case QueryOperator::Less:
        out.ranges = {{0, rowFrom(*first, true)}};
        break;
    case QueryOperator::LessOrEqual:
        out.ranges = {{0, rowFrom(*first, false)}};
        break;
    case QueryOperator::Greater:
        out.ranges = {{rowFrom(*first, false), rows}};
        break;
    case QueryOperator::GreaterOrEqual:
        out.ranges = {{rowFrom(*first, true), rows}};
        break;
    default:
        out.ranges = {m_snapshot.extents().rowsIn({{*first}, {end ? *end - 1 : *first}})};
        break;
    }
    out.ranges = withoutEmpty(std::move(out.ranges));
    return out;
}

QueryBinder::Bound QueryBinder::bindNumber(const QueryTerm &term, bool size) const
{
    const auto parse = [size](std::string_view text) { return size ? sizeNumber(text) : number(text, 10); };
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

QueryBinder::Bound QueryBinder::bindLevel(const QueryTerm &term) const
{
    const std::string wanted = lowered(term.value);
    for (const Level level : allLevels) {
        if (lowered(name(level)) == wanted) {
            return classes([level](Level at, AttributeId) { return at == level; }, term.op);
        }
    }
    return wrongValue(term, "levels are PGD, P4D, PUD, PMD, PTE");
}

QueryBinder::Bound QueryBinder::bindPermission(const QueryTerm &term) const
{
    constexpr std::array rights{
        QueryField::ReadOnly, QueryField::Writable, QueryField::Executable, QueryField::NonExecutable,
        QueryField::User,     QueryField::UserNx,   QueryField::Guarded,    QueryField::WritableExecutable};
    std::vector<QueryField> wanted;
    std::string_view rest = term.value;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        const QueryFieldInfo *field = queryFieldCalled(rest.substr(0, comma));
        if (field == nullptr || std::find(rights.begin(), rights.end(), field->field) == rights.end()) {
            return wrongValue(term, "rights are ro, rw, x, nx, usr, uxn, gp, wx");
        }
        wanted.push_back(field->field);
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    const auto all = [&](Level level, AttributeId id) {
        return std::all_of(wanted.begin(), wanted.end(), [&](QueryField f) { return wordHolds(f, level, id); });
    };
    return classes(all, term.op);
}

QueryBinder::Bound QueryBinder::bindAccess(const QueryTerm &term) const
{
    const auto access = accessClassCalled(lowered(term.value));
    if (!access) {
        return wrongValue(term, "classes are rw-nx, ro-nx, ro-x, rw-x, device, nc");
    }
    const auto isIt = [&](Level level, AttributeId id) { return m_snapshot.classes().at(level, id).access == *access; };
    return classes(isIt, term.op);
}

/// `attr:` compares whole words; `type:` a part of the memory type's word.
QueryBinder::Bound QueryBinder::bindWords(const QueryTerm &term, bool typeOnly) const
{
    const auto matcher = TextMatcher::make(term.value);
    if (!matcher) {
        return wrongValue(term, "no regular expression");
    }
    const bool pattern = term.value.find_first_of("*?~") != std::string::npos;
    const std::string wanted = lowered(term.value);
    const auto matches = [&](Level, AttributeId id) {
        std::string_view words = id.isHole() ? std::string_view() : std::string_view(m_snapshot.attributes().words(id));
        while (!words.empty()) {
            const std::size_t blank = words.find(' ');
            const std::string_view word = words.substr(0, blank);
            const bool isType = word.starts_with("MEM/") || word.starts_with("DEVICE/");
            if (typeOnly      ? isType && matcher->matches(word)
                    : pattern ? matcher->matches(word)
                              : lowered(word) == wanted) {
                return true;
            }
            words = blank == std::string_view::npos ? std::string_view() : words.substr(blank + 1);
        }
        return false;
    };
    return classes(matches, term.op);
}

QueryBinder::Bound QueryBinder::bindLeafSize(const QueryTerm &term) const
{
    const auto size = sizeNumber(term.value);
    if (!size) {
        return wrongValue(term, "a size such as 2M is needed");
    }
    Query::Term compare;
    compare.op = term.op;
    compare.low = compare.high = *size;
    const auto passes = [&](Level level, AttributeId id) {
        return !id.isHole() && m_snapshot.attributes().at(id).valid()
            && compare.passes(leafUnit(m_snapshot.geometry(), level, m_snapshot.attributes().at(id)).value);
    };
    return classes(passes, QueryOperator::Is);
}

} // namespace ptscope
