// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <regex>
#include <string>
#include <string_view>

namespace ptscope {

/// How the query language matches names, without case: `bpf` anywhere in the name, `bpf*` and `?` as in a shell for the
/// whole name, `~b[pr]f` as a regular expression anywhere.
class TextMatcher
{
public:
    /// Nothing when what stands behind ~ is no regular expression.
    static std::optional<TextMatcher> make(std::string_view pattern);
    bool matches(std::string_view name) const;

private:
    std::string m_part;
    std::string m_glob;
    std::optional<std::regex> m_regex;
};

} // namespace ptscope
