// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/safe_regex.h"

namespace ptscope {

namespace {

/// The compiler of libstdc++ recurses on each parenthesis.
constexpr std::size_t longestPattern = 500;

/// Polynomial is no help against words of 64 KiB.
constexpr std::size_t longestName = 256;

constexpr std::regex::flag_type matching()
{
#ifdef __GLIBCXX__
    return std::regex::ECMAScript | std::regex_constants::__polynomial;
#else
    return std::regex::ECMAScript;
#endif
}

} // namespace

tl::expected<std::regex, std::string> safeRegex(std::string_view pattern, bool ignoreCase)
{
    if (pattern.size() > longestPattern) {
        return tl::make_unexpected("longer than " + std::to_string(longestPattern) + " characters");
    }
    try {
        return std::regex(pattern.begin(), pattern.end(), ignoreCase ? matching() | std::regex::icase : matching());
    } catch (const std::regex_error &e) {
        return tl::make_unexpected(std::string(e.what()));
    }
}

bool searches(const std::regex &pattern, std::string_view name)
{
    const std::string_view head = name.substr(0, longestName);
    return std::regex_search(head.begin(), head.end(), pattern);
}

} // namespace ptscope
