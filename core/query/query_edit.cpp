// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/query_edit.h"

#include <algorithm>
#include <optional>

#include "core/query/query_syntax.h"

namespace ptscope {

namespace {

using Node = std::unique_ptr<QueryNode>;
using Kind = QueryNode::Kind;

/// One way to write each expression, so that terms can be compared.
std::string normal(std::string_view expression)
{
    const auto parsed = parseQuery(expression);
    return parsed ? queryText(**parsed) : std::string();
}

std::vector<Node> conjunctNodes(std::string_view expression)
{
    std::vector<Node> nodes;
    auto parsed = parseQuery(expression);
    if (!parsed || (*parsed)->kind == Kind::All) {
        return nodes;
    }
    if ((*parsed)->kind == Kind::And) {
        return std::move((*parsed)->children);
    }
    nodes.push_back(std::move(*parsed));
    return nodes;
}

std::string joined(std::vector<Node> nodes, Kind kind)
{
    if (nodes.empty()) {
        return {};
    }
    if (nodes.size() == 1) {
        return queryText(*nodes.front());
    }
    QueryNode all;
    all.kind = kind;
    all.children = std::move(nodes);
    return queryText(all);
}

Node nodeOf(std::string_view expression)
{
    auto parsed = parseQuery(expression);
    return parsed ? std::move(*parsed) : nullptr;
}

/// The terms of a conjunct that says nothing but which of the legend's classes it wants.
std::optional<std::vector<std::string>> legendTerms(const QueryNode &node, std::span<const std::string> legend)
{
    std::vector<std::string> terms;
    const auto take = [&](const QueryNode &one) {
        const std::string text = queryText(one);
        const bool known =
            std::any_of(legend.begin(), legend.end(), [&](const std::string &l) { return normal(l) == text; });
        if (known) {
            terms.push_back(text);
        }
        return known;
    };
    if (take(node)) {
        return terms;
    }
    const bool all = node.kind == Kind::Or
        && std::all_of(node.children.begin(), node.children.end(), [&](const Node &child) { return take(*child); });
    return all ? std::optional(terms) : std::nullopt;
}

void toggle(std::vector<std::string> &terms, const std::string &term, TermClick click)
{
    const auto at = std::find(terms.begin(), terms.end(), term);
    if (click == TermClick::Only) {
        const bool alone = terms.size() == 1 && at != terms.end();
        terms = alone ? std::vector<std::string>{} : std::vector{term};
    } else if (at != terms.end()) {
        terms.erase(at);
    } else {
        terms.push_back(term);
    }
}

Node either(const std::vector<std::string> &terms)
{
    std::vector<Node> nodes;
    for (const std::string &term : terms) {
        nodes.push_back(nodeOf(term));
    }
    return nodes.empty() ? nullptr : nodeOf(joined(std::move(nodes), Kind::Or));
}

} // namespace

std::vector<std::string> conjunctsOf(std::string_view expression)
{
    std::vector<std::string> texts;
    for (const Node &node : conjunctNodes(expression)) {
        texts.push_back(queryText(*node));
    }
    return texts;
}

std::string withoutConjunct(std::string_view expression, std::size_t index)
{
    std::vector<Node> nodes = conjunctNodes(expression);
    if (index < nodes.size()) {
        nodes.erase(nodes.begin() + static_cast<std::ptrdiff_t>(index));
    }
    return joined(std::move(nodes), Kind::And);
}

std::string toggledTerm(std::string_view expression, std::string_view term, std::span<const std::string> legend,
                        TermClick click)
{
    const std::string wanted = normal(term);
    std::vector<Node> nodes = conjunctNodes(expression);
    if (wanted.empty()) {
        return joined(std::move(nodes), Kind::And);
    }
    auto place = std::find_if(nodes.begin(), nodes.end(), [&](const Node &node) { return legendTerms(*node, legend); });
    std::vector<std::string> terms;
    if (place != nodes.end()) {
        terms = *legendTerms(**place, legend);
    } else {
        place = nodes.insert(nodes.end(), nullptr);
    }
    toggle(terms, wanted, click);
    *place = either(terms);
    if (*place == nullptr) {
        nodes.erase(place);
    }
    return joined(std::move(nodes), Kind::And);
}

std::vector<std::string> chosenTerms(std::string_view expression, std::span<const std::string> legend)
{
    for (const Node &node : conjunctNodes(expression)) {
        if (auto terms = legendTerms(*node, legend)) {
            return std::move(*terms);
        }
    }
    return {};
}

} // namespace ptscope
