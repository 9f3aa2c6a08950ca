// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/query.h"

#include <algorithm>
#include <cctype>

#include "core/owner/owner_map.h"
#include "core/query/query_term.h"

namespace ptscope {

namespace {

bool inRanges(const std::vector<RowRange> &ranges, RowIndex row)
{
    return std::any_of(ranges.begin(), ranges.end(), [row](const RowRange &range) { return range.contains(row); });
}

} // namespace

Query::Query(std::string text, SnapshotPtr snapshot, std::unique_ptr<QueryNode> root)
    : m_text(std::move(text)), m_snapshot(std::move(snapshot)), m_root(std::move(root))
{ }

tl::expected<Query, QueryError> Query::compile(std::string_view text, SnapshotPtr snapshot)
{
    auto root = parseQuery(text);
    if (!root) {
        return tl::make_unexpected(root.error());
    }
    Query out(std::string(text), std::move(snapshot), std::move(*root));
    if (const auto bound = out.bind(*out.m_root); !bound) {
        return tl::make_unexpected(bound.error());
    }
    return out;
}

tl::expected<void, QueryError> Query::bind(const QueryNode &node)
{
    if (node.kind == QueryNode::Kind::Term) {
        auto term = QueryBinder(*m_snapshot).bind(node.term);
        if (!term) {
            return tl::make_unexpected(term.error());
        }
        m_terms.push_back(std::make_shared<const Term>(std::move(*term)));
    }
    for (const auto &child : node.children) {
        if (const auto bound = bind(*child); !bound) {
            return bound;
        }
    }
    return {};
}

namespace {

RowSet rowsOf(const Query::Term &term, const ExtentTable &extents)
{
    RowSet out(extents.size());
    const auto firsts = extents.firsts();
    const auto lasts = extents.lasts();
    switch (term.kind) {
    case Query::Term::Kind::Classes: {
        const auto ids = extents.attributeIds();
        const auto levels = extents.levels();
        const std::uint8_t *classes = term.classes.data();
        out.fill([=](std::uint32_t row) {
            return classes[ids[row].value * Query::Term::levels + number(levels[row])] != 0;
        });
        break;
    }
    case Query::Term::Kind::Ranges:
        for (const RowRange &range : term.ranges) {
            out.insert(range);
        }
        break;
    case Query::Term::Kind::Size:
        out.fill([&term, firsts, lasts](std::uint32_t row) { return term.passes(lasts[row] - firsts[row] + 1); });
        break;
    case Query::Term::Kind::Line:
        out.fill([&term, &extents](std::uint32_t row) { return term.passes(extents.line({row})); });
        break;
    }
    if (term.inverted) {
        out.invert();
    }
    return out;
}

bool holds(const Query::Term &term, const ExtentTable &extents, RowIndex row)
{
    bool held = false;
    switch (term.kind) {
    case Query::Term::Kind::Classes:
        held = term.classes[extents.attributes(row).value * Query::Term::levels + number(extents.level(row))] != 0;
        break;
    case Query::Term::Kind::Ranges:
        held = inRanges(term.ranges, row);
        break;
    case Query::Term::Kind::Size:
        held = term.passes(extents.range(row).size().value);
        break;
    case Query::Term::Kind::Line:
        held = term.passes(extents.line(row));
        break;
    }
    return held != term.inverted;
}

} // namespace

RowSet Query::run() const
{
    std::size_t term = 0;
    return run(*m_root, term);
}

RowSet Query::run(const QueryNode &node, std::size_t &term) const
{
    if (node.kind == QueryNode::Kind::All) {
        return RowSet(m_snapshot->extents().size(), true);
    }
    if (node.kind == QueryNode::Kind::Term) {
        return rowsOf(*m_terms[term++], m_snapshot->extents());
    }
    RowSet out = run(*node.children.front(), term);
    if (node.kind == QueryNode::Kind::Not) {
        out.invert();
    }
    for (std::size_t i = 1; i < node.children.size(); ++i) {
        const RowSet next = run(*node.children[i], term);
        node.kind == QueryNode::Kind::And ? out &= next : out |= next;
    }
    return out;
}

bool Query::matches(RowIndex row) const
{
    std::size_t term = 0;
    return matches(*m_root, row, term);
}

bool Query::matches(const QueryNode &node, RowIndex row, std::size_t &term) const
{
    switch (node.kind) {
    case QueryNode::Kind::All:
        return true;
    case QueryNode::Kind::Term:
        return holds(*m_terms[term++], m_snapshot->extents(), row);
    case QueryNode::Kind::Not:
        return !matches(*node.children.front(), row, term);
    case QueryNode::Kind::And:
    case QueryNode::Kind::Or:
        break;
    }
    const bool isAnd = node.kind == QueryNode::Kind::And;
    bool out = isAnd;
    for (const auto &child : node.children) {
        const bool held = matches(*child, row, term); // every term is counted, so no short cut
        out = isAnd ? out && held : out || held;
    }
    return out;
}

QueryCompletions completeQuery(std::string_view text, std::size_t cursor, const Snapshot &snapshot)
{
    cursor = std::min(cursor, text.size());
    std::size_t begin = cursor;
    while (begin > 0 && std::isspace(static_cast<unsigned char>(text[begin - 1])) == 0 && text[begin - 1] != '('
           && text[begin - 1] != '!') {
        --begin;
    }
    const std::string_view typed = text.substr(begin, cursor - begin);
    const std::size_t op = typed.find_first_of(":=<>");
    std::vector<std::string> all;
    QueryCompletions out{begin, {}};
    if (op == std::string_view::npos) {
        for (const QueryFieldInfo &info : queryFields()) {
            all.push_back(std::string(info.name)
                          + (info.kind == QueryFieldKind::Word       ? ""
                                 : info.kind == QueryFieldKind::Size ? ">="
                                                                     : ":"));
        }
        all.insert(all.end(), {"and", "or", "not"});
    } else {
        out.offset = begin + op + 1 + (typed.substr(op + 1).starts_with('=') ? 1U : 0U);
        const QueryFieldInfo *field = queryFieldCalled(typed.substr(0, op));
        const QueryField which = field == nullptr ? QueryField::Hole : field->field;
        if (which == QueryField::Region) {
            for (const Region &region : snapshot.regions()) {
                all.push_back(region.name.find_first_of(" ()") == std::string::npos ? region.name
                                                                                    : "\"" + region.name + "\"");
            }
        } else if (which == QueryField::Level) {
            for (const Level level : allLevels) {
                all.emplace_back(name(level));
            }
        } else if (which == QueryField::Permission) {
            all = {"ro", "rw", "x", "nx", "usr", "uxn", "gp", "wx"};
        } else if (which == QueryField::Access) {
            all = {"rw-nx", "ro-nx", "ro-x", "rw-x", "device", "nc"};
        } else if (which == QueryField::Owner) {
            for (const Owner &owner : snapshot.owners().owners()) {
                all.emplace_back("\"" + shortText(owner) + "\"");
            }
            std::sort(all.begin(), all.end());
            all.erase(std::unique(all.begin(), all.end()), all.end());
        } else if (which == QueryField::Type || which == QueryField::Attribute) {
            for (std::uint16_t id = 1; id < snapshot.attributes().size(); ++id) {
                std::string_view words = snapshot.attributes().words({id});
                while (!words.empty()) {
                    const std::size_t blank = words.find(' ');
                    const std::string_view word = words.substr(0, blank);
                    if (which == QueryField::Attribute || word.find('/') != std::string_view::npos) {
                        all.emplace_back(word);
                    }
                    words = blank == std::string_view::npos ? std::string_view() : words.substr(blank + 1);
                }
            }
            std::sort(all.begin(), all.end());
            all.erase(std::unique(all.begin(), all.end()), all.end());
        }
    }
    const std::string_view prefix = text.substr(out.offset, cursor - out.offset);
    for (std::string &word : all) {
        const std::string_view bare = word.starts_with('"') && !prefix.starts_with('"')
            ? std::string_view(word).substr(1)
            : std::string_view(word);
        const bool begins =
            bare.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), bare.begin(), [](char a, char b) {
                return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
            });
        if (begins) {
            out.words.push_back(std::move(word));
        }
    }
    return out;
}

std::string queryErrorText(std::string_view expression, const QueryError &error)
{
    std::string line(expression);
    std::replace_if(
        line.begin(), line.end(), [](unsigned char c) { return std::iscntrl(c) != 0; }, ' ');
    return error.message + "\n  " + line + "\n  " + std::string(std::min(error.offset, line.size()), ' ')
        + std::string(std::max<std::size_t>(error.length, 1), '^');
}

} // namespace ptscope
