// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/place.h"

#include <cctype>
#include <charconv>
#include <optional>

namespace ptscope {

namespace {

std::optional<std::uint64_t> parseHex(std::string_view text)
{
    if (text.starts_with("0x") || text.starts_with("0X")) {
        text.remove_prefix(2);
    }
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::string folded(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            out.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
        }
    }
    return out;
}

const Region *findRegion(const Snapshot &snapshot, std::string_view wanted)
{
    const std::string beginning = folded(wanted);
    for (const Region &region : snapshot.regions()) {
        if (!beginning.empty() && folded(region.name).starts_with(beginning)) {
            return &region;
        }
    }
    return nullptr;
}

std::string regionNames(const Snapshot &snapshot)
{
    std::string out;
    for (const Region &region : snapshot.regions()) {
        out.append(out.empty() ? "" : ", ").append(region.name);
    }
    return out.empty() ? "the dump names no regions" : "regions are " + out;
}

} // namespace

Result<VirtAddr> parsePlace(const Snapshot &snapshot, std::string_view text)
{
    const std::size_t plus = text.find('+');
    const std::string_view base = text.substr(0, plus);
    std::uint64_t offset = 0;
    if (plus != std::string_view::npos) {
        const auto parsed = parseHex(text.substr(plus + 1));
        if (!parsed) {
            return fail(ErrorCode::BadArgument, std::string(text), "a hexadecimal offset is expected behind +");
        }
        offset = *parsed;
    }
    if (const Region *region = findRegion(snapshot, base)) {
        if (!region->range) {
            return fail(ErrorCode::BadArgument, std::string(text), "that region lies inside a hole; the dump does not show its place");
        }
        return region->range->first + ByteCount{offset};
    }
    if (const auto address = parseHex(base)) {
        return VirtAddr{*address + offset};
    }
    return fail(ErrorCode::BadArgument, std::string(text), "neither an address nor a region; " + regionNames(snapshot));
}

} // namespace ptscope
