// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/query_syntax.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace ptscope {

namespace {

using Node = std::unique_ptr<QueryNode>;
constexpr std::size_t deepestNesting = 200; ///< an expression of a thousand parentheses is no question of a person

struct OperatorText {
    std::string_view text;
    QueryOperator op;
};
// Longer ones first.
constexpr std::array operators{OperatorText{"!=", QueryOperator::IsNot},
                               OperatorText{"<=", QueryOperator::LessOrEqual},
                               OperatorText{">=", QueryOperator::GreaterOrEqual},
                               OperatorText{":", QueryOperator::Is},
                               OperatorText{"=", QueryOperator::Is},
                               OperatorText{"<", QueryOperator::Less},
                               OperatorText{">", QueryOperator::Greater}};

bool isBlank(char c)
{
    return std::isspace(static_cast<unsigned char>(c)) != 0;
}

bool endsWord(char c)
{
    return isBlank(c) || c == '(' || c == ')' || c == '"';
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

class Parser
{
public:
    explicit Parser(std::string_view text) : m_text(text) { }

    tl::expected<Node, QueryError> parse()
    {
        skipBlanks();
        if (m_at == m_text.size()) {
            return std::make_unique<QueryNode>();
        }
        Node node = parseOr(0);
        if (node != nullptr && m_at < m_text.size()) {
            failAt(m_at, 1, m_text[m_at] == ')' ? "no parenthesis is open here" : "the expression ends before this");
        }
        if (m_error) {
            return tl::make_unexpected(*m_error);
        }
        return node;
    }

private:
    void skipBlanks()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at])) {
            ++m_at;
        }
    }

    Node failAt(std::size_t offset, std::size_t length, std::string message)
    {
        if (!m_error) {
            m_error = QueryError{offset, length, std::move(message)};
        }
        return nullptr;
    }

    /// "vmalloc()", as the kernel calls the region, is one word: empty parentheses hold no expression.
    std::string_view wordAt(std::size_t at) const
    {
        std::size_t end = at;
        while (end < m_text.size()) {
            const bool call = end > at && m_text.substr(end, 2) == "()";
            if (!call && endsWord(m_text[end])) {
                break;
            }
            end += call ? 2 : 1;
        }
        return m_text.substr(at, end - at);
    }

    /// Takes `word` when it stands here alone.
    bool takeWord(std::string_view word)
    {
        skipBlanks();
        const std::string_view here = wordAt(m_at);
        if (lowered(here) != word) {
            return false;
        }
        m_at += here.size();
        skipBlanks();
        return true;
    }

    Node parseOr(std::size_t depth) { return parseChain(QueryNode::Kind::Or, depth); }

    /// Operands of one kind become one node.
    Node parseChain(QueryNode::Kind kind, std::size_t depth)
    {
        const auto operand = [&] {
            return kind == QueryNode::Kind::Or ? parseChain(QueryNode::Kind::And, depth) : parseNot(depth);
        };
        Node first = operand();
        if (first == nullptr) {
            return nullptr;
        }
        Node chain;
        while (goesOn(kind)) {
            Node next = operand();
            if (next == nullptr) {
                return nullptr;
            }
            if (chain == nullptr) {
                chain = std::make_unique<QueryNode>();
                chain->kind = kind;
                chain->children.push_back(std::move(first));
            }
            chain->children.push_back(std::move(next));
        }
        return chain == nullptr ? std::move(first) : std::move(chain);
    }

    bool goesOn(QueryNode::Kind kind)
    {
        skipBlanks();
        if (kind == QueryNode::Kind::Or) {
            return takeWord("or") || takeWord("||") || takeWord("|");
        }
        if (takeWord("and") || takeWord("&&") || takeWord("&")) {
            return true;
        }
        const std::string next = lowered(wordAt(m_at));
        return m_at < m_text.size() && m_text[m_at] != ')' && next != "or" && next != "||" && next != "|";
    }

    Node parseNot(std::size_t depth)
    {
        if (depth > deepestNesting) {
            return failAt(m_at, 1, "too deeply nested");
        }
        skipBlanks();
        const std::size_t begin = m_at;
        const bool bang = m_at < m_text.size() && m_text[m_at] == '!' && m_text.substr(m_at, 2) != "!=";
        if (bang) {
            ++m_at;
        }
        if (!bang && !takeWord("not")) {
            return parseOperand(depth);
        }
        skipBlanks();
        if (m_at == m_text.size()) {
            return failAt(begin, m_at - begin, "something to negate is missing");
        }
        Node inner = parseNot(depth + 1);
        if (inner == nullptr) {
            return nullptr;
        }
        auto out = std::make_unique<QueryNode>();
        out->kind = QueryNode::Kind::Not;
        out->children.push_back(std::move(inner));
        return out;
    }

    Node parseOperand(std::size_t depth)
    {
        skipBlanks();
        if (m_at == m_text.size()) {
            return failAt(m_at, 0, "a term is missing at the end");
        }
        if (m_text[m_at] == ')') {
            return failAt(m_at, 1, "a term is missing before this");
        }
        if (m_text[m_at] != '(') {
            return parseTerm();
        }
        const std::size_t open = m_at++;
        Node inner = parseOr(depth + 1);
        if (inner == nullptr) {
            return nullptr;
        }
        skipBlanks();
        if (m_at == m_text.size()) {
            return failAt(open, 1, "this parenthesis is not closed");
        }
        ++m_at;
        return inner;
    }

    Node parseTerm()
    {
        const std::size_t begin = m_at;
        const std::string lone = lowered(wordAt(m_at));
        if (lone == "and" || lone == "or" || lone == "&&" || lone == "||" || lone == "&" || lone == "|") {
            return failAt(begin, lone.size(), "a term is missing before this");
        }
        auto node = std::make_unique<QueryNode>();
        node->kind = QueryNode::Kind::Term;
        QueryTerm &term = node->term;
        term.offset = begin;
        if (m_text[m_at] != '"') {
            while (m_at < m_text.size()
                   && (std::isalnum(static_cast<unsigned char>(m_text[m_at])) != 0 || m_text[m_at] == '_'
                       || m_text[m_at] == '-')) {
                ++m_at;
            }
            if (const OperatorText *op = operatorHere()) {
                term.field = lowered(m_text.substr(begin, m_at - begin));
                term.op = op->op;
                m_at += op->text.size();
                if (term.field.empty()) {
                    return failAt(begin, op->text.size(), "a field is missing before this");
                }
            } else {
                m_at = begin;
            }
        }
        if (!parseValue(term)) {
            return nullptr;
        }
        term.length = m_at - begin;
        return node;
    }

    const OperatorText *operatorHere() const
    {
        for (const OperatorText &op : operators) {
            if (m_text.substr(m_at, op.text.size()) == op.text) {
                return &op;
            }
        }
        return nullptr;
    }

    bool parseValue(QueryTerm &term)
    {
        term.valueOffset = m_at;
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            const std::size_t close = m_text.find('"', m_at + 1);
            if (close == std::string_view::npos) {
                failAt(m_at, m_text.size() - m_at, "this quotation mark is not closed");
                return false;
            }
            term.value = m_text.substr(m_at + 1, close - m_at - 1);
            term.quoted = true;
            m_at = close + 1;
            return true;
        }
        term.value = wordAt(m_at);
        m_at += term.value.size();
        if (term.value.empty()) {
            failAt(term.offset, m_at - term.offset, "a value is missing behind this");
            return false;
        }
        return true;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::optional<QueryError> m_error;
};

std::string termText(const QueryTerm &term)
{
    const auto found =
        std::find_if(operators.begin(), operators.end(), [&](const OperatorText &o) { return o.op == term.op; });
    const std::string value = term.quoted ? "\"" + term.value + "\"" : term.value;
    return term.field.empty() ? value : term.field + std::string(found->text) + value;
}

std::string textOf(const QueryNode &node, bool insideAnd)
{
    std::string out;
    switch (node.kind) {
    case QueryNode::Kind::All:
        return {};
    case QueryNode::Kind::Term:
        return termText(node.term);
    case QueryNode::Kind::Not: {
        const QueryNode &inner = *node.children.front();
        const bool chain = inner.kind == QueryNode::Kind::And || inner.kind == QueryNode::Kind::Or;
        return chain ? "not (" + textOf(inner, false) + ")" : "not " + textOf(inner, true);
    }
    case QueryNode::Kind::And:
        for (const auto &child : node.children) {
            const bool chain = child->kind == QueryNode::Kind::And;
            out += (out.empty() ? "" : " ") + (chain ? "(" + textOf(*child, false) + ")" : textOf(*child, true));
        }
        return out;
    case QueryNode::Kind::Or:
        for (const auto &child : node.children) {
            const bool chain = child->kind == QueryNode::Kind::Or;
            out += (out.empty() ? "" : " or ") + (chain ? "(" + textOf(*child, false) + ")" : textOf(*child, false));
        }
        return insideAnd ? "(" + out + ")" : out;
    }
    return out;
}

} // namespace

tl::expected<std::unique_ptr<QueryNode>, QueryError> parseQuery(std::string_view text)
{
    return Parser(text).parse();
}

std::string queryText(const QueryNode &node)
{
    return textOf(node, false);
}

} // namespace ptscope
