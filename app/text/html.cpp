// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/html.h"

#include <cstdint>

namespace ptscope {

namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

struct Shape {
    std::size_t length = 0;
    std::uint32_t least = 0; ///< smaller ones are written with too many bytes
    std::uint32_t bits = 0;
};

Shape shapeOf(unsigned char lead)
{
    if (lead >= 0xc2 && lead < 0xe0) {
        return {2, 0x80, lead & 0x1fU};
    }
    if (lead >= 0xe0 && lead < 0xf0) {
        return {3, 0x800, lead & 0x0fU};
    }
    if (lead >= 0xf0 && lead < 0xf5) {
        return {4, 0x10000, lead & 0x07U};
    }
    return {};
}

/// Bytes of the character at the front; 0 when it is none.
std::size_t utf8Length(std::string_view text)
{
    const Shape shape = shapeOf(static_cast<unsigned char>(text.front()));
    if (shape.length == 0 || text.size() < shape.length) {
        return 0;
    }
    std::uint32_t code = shape.bits;
    for (std::size_t i = 1; i < shape.length; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xc0U) != 0x80U) {
            return 0;
        }
        code = code << 6U | (byte & 0x3fU);
    }
    const bool surrogate = code >= 0xd800 && code < 0xe000;
    const bool control = code < 0xa0;
    // Marks that turn the direction of writing let one name look like another.
    const bool turns = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    return code < shape.least || code > 0x10ffff || surrogate || control || turns ? 0 : shape.length;
}

std::string_view escaped(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return {};
    }
}

} // namespace

std::string htmlText(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const auto byte = static_cast<unsigned char>(text.front());
        std::size_t length = 1;
        if (const std::string_view entity = escaped(text.front()); !entity.empty()) {
            out += entity;
        } else if ((byte >= 0x20 && byte < 0x7f) || byte == '\n') {
            out += text.front();
        } else if (byte >= 0x80 && utf8Length(text) != 0) {
            length = utf8Length(text);
            out += text.substr(0, length);
        } else {
            out += replacement;
        }
        text.remove_prefix(length);
    }
    return out;
}

HtmlTable::HtmlTable(std::string_view caption) : m_out("<table>\n")
{
    if (!caption.empty()) {
        m_out += "<caption>" + htmlText(caption) + "</caption>\n";
    }
}

HtmlTable &HtmlTable::heads(std::initializer_list<std::string_view> names)
{
    m_out += "<thead><tr>";
    for (std::string_view name : names) {
        const bool right = name.starts_with('>');
        m_out += right ? "<th class=\"n\">" : "<th>";
        m_out += htmlText(right ? name.substr(1) : name) + "</th>";
    }
    m_out += "</tr></thead>\n";
    return *this;
}

HtmlTable &HtmlTable::row()
{
    m_out += m_open ? "</tr>\n<tr>" : "<tr>";
    m_open = true;
    return *this;
}

HtmlTable &HtmlTable::cell(std::string_view text)
{
    return raw("<td>" + htmlText(text) + "</td>");
}

HtmlTable &HtmlTable::number(std::string_view text)
{
    return raw("<td class=\"n\">" + htmlText(text) + "</td>");
}

HtmlTable &HtmlTable::mono(std::string_view text)
{
    return raw("<td class=\"m\">" + htmlText(text) + "</td>");
}

HtmlTable &HtmlTable::raw(std::string_view markup)
{
    m_out += markup;
    return *this;
}

std::string HtmlTable::take()
{
    m_out += m_open ? "</tr>\n</table>\n" : "</table>\n";
    return std::move(m_out);
}

} // namespace ptscope
