// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chart_filter.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

#include "core/query/text_matcher.h"

namespace ptscope {

namespace {

std::string quoted(std::string_view name)
{
    const auto plain = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '/' || c == '.' || c == '-';
    };
    return std::all_of(name.begin(), name.end(), plain) ? std::string(name) : fmt::format("\"{}\"", name);
}

bool namesThisAlone(const Snapshot &snapshot, std::string_view pattern, std::string_view name)
{
    const auto matcher = TextMatcher::make(pattern);
    const auto &regions = snapshot.regions();
    return matcher && !name.empty() && pattern.find('"') == std::string_view::npos
        && std::all_of(regions.begin(), regions.end(),
                       [&](const Region &region) { return matcher->matches(region.name) == (region.name == name); });
}

std::string byAddresses(const Snapshot &snapshot, std::string_view name)
{
    std::string out;
    for (const Region &region : snapshot.regions()) {
        if (region.name == name && region.range) {
            out += fmt::format("{}addr:0x{:x}-0x{:x}", out.empty() ? "" : " or ", region.range->first.value,
                               region.range->printedEnd());
        }
    }
    return out.find(" or ") == std::string::npos ? out : "(" + out + ")";
}

} // namespace

std::string bothTerms(const std::string &a, const std::string &b)
{
    return a + (a.empty() || b.empty() ? "" : " ") + b;
}

std::string regionTerm(const Snapshot &snapshot, std::string_view name)
{
    if (namesThisAlone(snapshot, name, name)) {
        return "region:" + quoted(name);
    }
    return byAddresses(snapshot, name);
}

} // namespace ptscope
