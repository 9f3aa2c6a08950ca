// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/text_matcher.h"

#include <algorithm>
#include <cctype>

namespace ptscope {

namespace {

char lower(char c)
{
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

std::string globAsRegex(std::string_view glob)
{
    std::string out;
    for (const char c : glob) {
        if (c == '*') {
            out += ".*";
        } else if (c == '?') {
            out += '.';
        } else {
            if (std::isalnum(static_cast<unsigned char>(c)) == 0) {
                out += '\\';
            }
            out += c;
        }
    }
    return out;
}

} // namespace

std::optional<TextMatcher> TextMatcher::make(std::string_view pattern)
{
    TextMatcher out;
    const bool regex = pattern.starts_with('~');
    const bool glob = !regex && pattern.find_first_of("*?") != std::string_view::npos;
    if (!regex && !glob) {
        out.m_part = pattern;
        std::transform(out.m_part.begin(), out.m_part.end(), out.m_part.begin(), lower);
        return out;
    }
    out.m_whole = glob;
    try {
        out.m_regex.emplace(regex ? std::string(pattern.substr(1)) : globAsRegex(pattern),
                            std::regex::icase | std::regex::ECMAScript);
    } catch (const std::regex_error &) {
        return std::nullopt;
    }
    return out;
}

bool TextMatcher::matches(std::string_view name) const
{
    if (m_regex) {
        return m_whole ? std::regex_match(name.begin(), name.end(), *m_regex)
                       : std::regex_search(name.begin(), name.end(), *m_regex);
    }
    const auto same = [](char a, char b) { return lower(a) == b; };
    return m_part.empty() || std::search(name.begin(), name.end(), m_part.begin(), m_part.end(), same) != name.end();
}

} // namespace ptscope
