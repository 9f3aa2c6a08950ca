// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/place.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "core/owner/image_sections.h"
#include "core/query/place_names.h"

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

struct NamedRegion {
    const Region *region = nullptr;
    bool whole = false; ///< all of its name was given
};

tl::expected<NamedRegion, PlaceProblem> regionCalled(const Snapshot &snapshot, std::string_view name)
{
    const std::string key = regionKey(name);
    if (key.empty()) {
        return tl::make_unexpected(PlaceProblem::NotUnderstood);
    }
    const Region *begun = nullptr;
    bool several = false;
    for (const Region &region : snapshot.regions()) {
        const std::string candidate = regionKey(region.name);
        if (candidate == key) {
            return NamedRegion{&region, true};
        }
        if (candidate.starts_with(key)) {
            several |= begun != nullptr;
            begun = &region;
        }
    }
    if (several) {
        return tl::make_unexpected(PlaceProblem::SeveralRegions);
    }
    return begun != nullptr ? tl::expected<NamedRegion, PlaceProblem>(NamedRegion{begun, false})
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

PlaceResult inRegion(const Snapshot &snapshot, const Region &region, std::optional<std::string_view> offsetText)
{
    if (!region.range) {
        return tl::make_unexpected(PlaceProblem::RegionWithoutRows);
    }
    const AddrRange range = *region.range;
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

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t";
    const std::size_t first = std::min(text.find_first_not_of(blanks), text.size());
    const std::size_t last = text.find_last_not_of(blanks);
    return last == std::string_view::npos ? std::string_view() : text.substr(first, last - first + 1);
}

/// A name with an offset as a trace prints it, `pw+0x110/0xb8c [ptlab]`: neither the length of the function nor the module
/// matters for the place.
struct NameAndOffset {
    std::string_view name;
    std::optional<std::string> offset;
};

NameAndOffset splitName(std::string_view text)
{
    const std::size_t plus = text.find('+');
    if (plus == std::string_view::npos) {
        return {trimmed(text), std::nullopt};
    }
    const std::string_view tail = text.substr(plus + 1);
    return {trimmed(text.substr(0, plus)), compact(tail.substr(0, tail.find_first_of("/[")))};
}

PlaceResult behind(const Snapshot &snapshot, VirtAddr start, const std::string &offsetText)
{
    const auto distance = offset(offsetText);
    if (!distance) {
        return tl::make_unexpected(distance.error());
    }
    return *distance > ~start.value ? tl::make_unexpected(PlaceProblem::TooLarge)
                                    : pageAt(snapshot, start.value + *distance);
}

/// `swapper_pg_dir`, `_stext + 0x40`: spelled as the kernel spells it.
std::optional<PlaceResult> fromSymbol(const Snapshot &snapshot, const NameAndOffset &named)
{
    const auto at = named.name.empty() ? std::nullopt : addressOfSymbol(snapshot, named.name);
    return at ? std::optional(behind(snapshot, *at, named.offset.value_or("0"))) : std::nullopt;
}

/// `ptlab`, `ptlab+0x1000`, `pl011@9000000`.
std::optional<PlaceResult> fromOwner(const Snapshot &snapshot, const NameAndOffset &named)
{
    const auto range = named.name.empty() ? std::nullopt : placeOfOwner(snapshot, named.name);
    if (!range) {
        return std::nullopt;
    }
    return named.offset ? behind(snapshot, range->first, *named.offset)
                        : insideDump(snapshot, {*range, false, range->first});
}

/// All of a region's name is a region, whatever else is called so; a symbol counts more than the beginning of a region.
PlaceResult fromName(const Snapshot &snapshot, std::string_view text, std::string_view base,
                     std::optional<std::string_view> tail)
{
    const auto region = regionCalled(snapshot, base);
    if (region && region->whole) {
        return inRegion(snapshot, *region->region, tail);
    }
    const NameAndOffset named = splitName(text);
    if (const auto symbol = fromSymbol(snapshot, named)) {
        return *symbol;
    }
    if (region) {
        return inRegion(snapshot, *region->region, tail);
    }
    const auto owner = fromOwner(snapshot, named);
    return owner ? *owner : tl::make_unexpected(region.error());
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
        return fromName(snapshot, text, base, tail);
    }
    if (tail) {
        return fromAddress(snapshot, base, *tail);
    }
    const auto value = address(base);
    return value ? pageAt(snapshot, *value) : tl::make_unexpected(value.error());
}

} // namespace ptscope
