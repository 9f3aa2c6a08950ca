// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/place.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "core/owner/image_sections.h"

namespace ptscope {

namespace {

using PlaceResult = tl::expected<Place, PlaceProblem>;

constexpr std::size_t shortestBareAddress = 9; // below that, letters like "fade" may well begin a region's name
constexpr std::size_t hexDigitsOfAddress = 16;

bool isAlnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Without the blanks and digit separators that screens and debuggers put between groups, in lower case.
std::string compact(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c != ' ' && c != '\t' && c != '_' && c != '`' && c != '\'') {
            out.push_back(lower(c));
        }
    }
    return out;
}

bool takePrefix0x(std::string_view &text)
{
    if (!text.starts_with("0x")) {
        return false;
    }
    text.remove_prefix(2);
    return true;
}

bool isHex(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::optional<std::uint64_t> number(std::string_view digits, int base)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    return error == std::errc() && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
}

bool looksLikeAddress(std::string_view text)
{
    return takePrefix0x(text) ? isHex(text) : isHex(text) && text.size() >= shortestBareAddress;
}

tl::expected<std::uint64_t, PlaceProblem> address(std::string_view text)
{
    takePrefix0x(text);
    if (!isHex(text)) {
        return tl::make_unexpected(PlaceProblem::NotUnderstood);
    }
    const std::size_t significant = text.size() - std::min(text.find_first_not_of('0'), text.size());
    if (significant > hexDigitsOfAddress) {
        return tl::make_unexpected(PlaceProblem::TooLarge);
    }
    return number(text, 16).value_or(0);
}

tl::expected<std::uint64_t, PlaceProblem> offset(std::string_view text)
{
    constexpr std::string_view units = "kmgt";
    unsigned shift = 0;
    const bool hex = takePrefix0x(text);
    if (!hex && !text.empty()) {
        if (const std::size_t unit = units.find(text.back()); unit != std::string_view::npos) {
            shift = static_cast<unsigned>(unit + 1) * 10;
            text.remove_suffix(1);
        }
    }
    const auto value = number(text, hex ? 16 : 10);
    if (!value) {
        return tl::make_unexpected(PlaceProblem::BadOffset);
    }
    if (shift > 0 && *value >> (64 - shift) != 0) {
        return tl::make_unexpected(PlaceProblem::TooLarge);
    }
    return *value << shift;
}

tl::expected<const Region *, PlaceProblem> regionCalled(const Snapshot &snapshot, std::string_view name)
{
    const std::string key = regionKey(name);
    if (key.empty()) {
        return tl::make_unexpected(PlaceProblem::NotUnderstood);
    }
    const Region *begun = nullptr;
    for (const Region &region : snapshot.regions()) {
        const std::string candidate = regionKey(region.name);
        if (candidate == key) {
            return &region;
        }
        if (candidate.starts_with(key)) {
            if (begun != nullptr) {
                return tl::make_unexpected(PlaceProblem::SeveralRegions);
            }
            begun = &region;
        }
    }
    return begun != nullptr ? tl::expected<const Region *, PlaceProblem>(begun)
                            : tl::make_unexpected(PlaceProblem::NoSuchRegion);
}

PlaceResult insideDump(const Snapshot &snapshot, Place place)
{
    if (snapshot.extents().empty() || !place.range.overlaps(snapshot.range())) {
        return tl::make_unexpected(PlaceProblem::OutsideDump);
    }
    return place;
}

PlaceResult pageAt(const Snapshot &snapshot, std::uint64_t value)
{
    const ByteCount page = snapshot.geometry().pageSize();
    return insideDump(snapshot, {AddrRange::fromSize({value & ~(page.value - 1)}, page), false, {value}});
}

PlaceResult runBetween(const Snapshot &snapshot, std::string_view first, std::string_view end)
{
    const auto a = address(first);
    const auto b = address(end);
    if (!a || !b) {
        return tl::make_unexpected(!a ? a.error() : b.error());
    }
    if (*b - 1 < *a) {
        return tl::make_unexpected(PlaceProblem::NotUnderstood);
    }
    return insideDump(snapshot, {{{*a}, {*b - 1}}, false, {*a}});
}

PlaceResult inRegion(const Snapshot &snapshot, std::string_view name, std::optional<std::string_view> offsetText)
{
    const auto region = regionCalled(snapshot, name);
    if (!region) {
        return tl::make_unexpected(region.error());
    }
    if (!(*region)->range) {
        return tl::make_unexpected(PlaceProblem::RegionWithoutRows);
    }
    const AddrRange range = *(*region)->range;
    if (!offsetText) {
        return Place{range, true, range.first};
    }
    const auto distance = offset(*offsetText);
    if (!distance) {
        return tl::make_unexpected(distance.error());
    }
    if (*distance > ~range.first.value) {
        return tl::make_unexpected(PlaceProblem::TooLarge);
    }
    return pageAt(snapshot, range.first.value + *distance);
}

PlaceResult fromAddress(const Snapshot &snapshot, std::string_view base, std::string_view offsetText)
{
    const auto start = address(base);
    const auto distance = offset(offsetText);
    if (!start || !distance) {
        return tl::make_unexpected(!start ? start.error() : distance.error());
    }
    if (*distance > ~*start) {
        return tl::make_unexpected(PlaceProblem::TooLarge);
    }
    return pageAt(snapshot, *start + *distance);
}

/// `swapper_pg_dir`, `_stext + 0x40`: spelled as the kernel spells it.
std::optional<PlaceResult> fromSymbol(const Snapshot &snapshot, std::string_view text)
{
    const std::size_t plus = text.find('+');
    std::string_view name = text.substr(0, plus);
    name = name.substr(0, name.find_last_not_of(" \t") + 1);
    name = name.substr(std::min(name.find_first_not_of(" \t"), name.size()));
    const auto at = name.empty() ? std::nullopt : addressOfSymbol(snapshot, name);
    if (!at) {
        return std::nullopt;
    }
    const std::string tail = plus == std::string_view::npos ? "0" : compact(text.substr(plus + 1));
    const auto distance = offset(tail);
    if (!distance) {
        return tl::make_unexpected(distance.error());
    }
    if (*distance > ~at->value) {
        return tl::make_unexpected(PlaceProblem::TooLarge);
    }
    return pageAt(snapshot, at->value + *distance);
}

} // namespace

std::string regionKey(std::string_view name)
{
    std::string key;
    for (const char c : name) {
        if (isAlnum(c)) {
            key.push_back(lower(c));
        }
    }
    return key;
}

PlaceResult findPlace(const Snapshot &snapshot, std::string_view text)
{
    const std::string compacted = compact(text);
    const std::string_view all = compacted;
    if (all.empty()) {
        return tl::make_unexpected(PlaceProblem::Empty);
    }
    if (const std::size_t dash = all.find('-');
        dash != std::string_view::npos && looksLikeAddress(all.substr(0, dash))) {
        return runBetween(snapshot, all.substr(0, dash), all.substr(dash + 1));
    }
    const std::size_t plus = all.find('+');
    const std::string_view base = all.substr(0, plus);
    const std::optional<std::string_view> tail =
        plus == std::string_view::npos ? std::nullopt : std::optional(all.substr(plus + 1));
    if (!looksLikeAddress(base)) {
        const auto region = inRegion(snapshot, base, tail);
        const bool noRegion = !region && region.error() == PlaceProblem::NoSuchRegion;
        const auto symbol = noRegion ? fromSymbol(snapshot, text) : std::nullopt;
        return symbol ? *symbol : region;
    }
    if (tail) {
        return fromAddress(snapshot, base, *tail);
    }
    const auto value = address(base);
    return value ? pageAt(snapshot, *value) : tl::make_unexpected(value.error());
}

} // namespace ptscope
