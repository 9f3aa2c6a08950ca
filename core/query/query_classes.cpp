// SPDX-License-Identifier: GPL-3.0-or-later
// Terms that hold or not by the attributes and the level of a row alone: a table of both is their bound form.
#include <algorithm>
#include <array>
#include <cctype>

#include "core/paging/classify.h"
#include "core/query/class_terms.h"
#include "core/query/query_numbers.h"
#include "core/query/query_term.h"
#include "core/query/text_matcher.h"

namespace ptscope {

namespace {

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

bool isRight(QueryField field)
{
    constexpr std::array rights{
        QueryField::ReadOnly, QueryField::Writable, QueryField::Executable, QueryField::NonExecutable,
        QueryField::User,     QueryField::UserNx,   QueryField::Guarded,    QueryField::WritableExecutable};
    return std::find(rights.begin(), rights.end(), field) != rights.end();
}

bool rightHolds(QueryField right, const Attributes &a)
{
    switch (right) {
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
    default:
        return false;
    }
}

} // namespace

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
    if (isRight(field)) {
        return rightHolds(field, a);
    }
    switch (field) {
    case QueryField::Contiguous:
        return a.contiguous();
    case QueryField::Block:
        return entryLevel(m_snapshot.geometry(), level, a) != Level::Pte;
    case QueryField::Page:
        return m_snapshot.classes().at(level, id).leaf == LeafClass::Page;
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
    std::vector<QueryField> wanted;
    std::string_view rest = term.value;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        const QueryFieldInfo *field = queryFieldCalled(rest.substr(0, comma));
        if (field == nullptr || !isRight(field->field)) {
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
