// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/parameters.h"

#include <charconv>

namespace ptscope {

namespace {

template<class Number>
std::optional<Number> wholeNumber(std::string_view text, int base)
{
    Number value = 0;
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value, base);
    return error == std::errc{} && stop == end && !text.empty() ? std::optional(value) : std::nullopt;
}

} // namespace

std::optional<std::uint64_t> hexDigits(std::string_view text)
{
    if (text.starts_with("0x") || text.starts_with("0X")) {
        text.remove_prefix(2);
    }
    return wholeNumber<std::uint64_t>(text, 16);
}

std::optional<unsigned> versionNumber(std::string_view release)
{
    unsigned major = 0;
    unsigned minor = 0;
    const char *end = release.data() + release.size();
    const auto [dot, first] = std::from_chars(release.data(), end, major);
    if (first != std::errc{} || dot == end || *dot != '.' || std::from_chars(dot + 1, end, minor).ec != std::errc{}
        || major > 99 || minor > 99) {
        return std::nullopt;
    }
    return major * 100 + minor;
}

std::string ParameterReader::text(const std::string &name) const
{
    const auto found = m_values.find(name);
    return found == m_values.end() ? std::string() : found->second;
}

tl::unexpected<Error> ParameterReader::refuse(const std::string &name, const std::string &why) const
{
    const std::string value = text(name);
    return fail(ErrorCode::BadArgument, value.empty() ? "--" + name : "--" + name + " " + value, why);
}

Result<std::uint64_t> ParameterReader::count(const std::string &name) const
{
    const auto value = wholeNumber<std::uint64_t>(text(name), 10);
    if (!value) {
        return refuse(name, "a whole number is needed");
    }
    return *value;
}

Result<std::vector<AddrRange>> ParameterReader::ranges(const std::string &name) const
{
    const std::string all = text(name);
    std::vector<AddrRange> out;
    std::string_view rest = all;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        const std::string_view one = rest.substr(0, comma);
        const std::size_t dash = one.find('-');
        const auto first = hexDigits(one.substr(0, dash));
        const auto end = dash == std::string_view::npos ? std::nullopt : hexDigits(one.substr(dash + 1));
        if (!first || !end || *end - 1 < *first) {
            return fail(ErrorCode::BadArgument, "--" + name + " " + std::string(one),
                        "a range START-END in hex is needed, the end exclusive as printed");
        }
        out.push_back({{*first}, {*end - 1}});
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    return out;
}

Result<AddrRange> ParameterReader::range(const std::string &name) const
{
    const auto all = ranges(name);
    if (!all) {
        return tl::make_unexpected(all.error());
    }
    if (all->size() != 1) {
        return refuse(name, "one range START-END in hex is needed");
    }
    return all->front();
}

Result<std::uint64_t> ParameterReader::address(const std::string &name) const
{
    const auto value = hexDigits(text(name));
    if (!value) {
        return refuse(name, "an address in hex is needed");
    }
    return *value;
}

Result<std::optional<unsigned>> ParameterReader::version(const std::string &name) const
{
    if (text(name).empty()) {
        return std::optional<unsigned>();
    }
    const auto version = versionNumber(text(name));
    if (!version) {
        return refuse(name, "a version such as 6.12 is needed");
    }
    return version;
}

} // namespace ptscope
