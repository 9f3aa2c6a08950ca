// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/text_matcher.h"

#include <algorithm>
#include <cctype>

#include "core/query/safe_regex.h"

namespace ptscope {

namespace {

char lower(char c)
{
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

/// `*` stands for any characters, `?` for one; without case. Goes back to the last `*` only, so time is the product of both
/// lengths at worst.
bool matchesGlob(std::string_view glob, std::string_view name)
{
    std::size_t g = 0;
    std::size_t n = 0;
    std::size_t star = std::string_view::npos;
    std::size_t behindStar = 0;
    while (n < name.size()) {
        if (g < glob.size() && glob[g] == '*') {
            star = g++;
            behindStar = n;
        } else if (g < glob.size() && (glob[g] == '?' || lower(glob[g]) == lower(name[n]))) {
            ++g;
            ++n;
        } else if (star != std::string_view::npos) {
            g = star + 1;
            n = ++behindStar;
        } else {
            return false;
        }
    }
    return glob.find_first_not_of('*', g) == std::string_view::npos;
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
    if (glob) {
        out.m_glob = pattern;
        return out;
    }
    auto compiled = safeRegex(pattern.substr(1), true);
    if (!compiled) {
        return std::nullopt;
    }
    out.m_regex = std::move(*compiled);
    return out;
}

bool TextMatcher::matches(std::string_view name) const
{
    if (m_regex) {
        return searches(*m_regex, name);
    }
    if (!m_glob.empty()) {
        return matchesGlob(m_glob, name);
    }
    const auto same = [](char a, char b) { return lower(a) == b; };
    return m_part.empty() || std::search(name.begin(), name.end(), m_part.begin(), m_part.end(), same) != name.end();
}

} // namespace ptscope
