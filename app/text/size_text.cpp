// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/size_text.h"

#include <array>
#include <bit>
#include <charconv>
#include <fmt/format.h>

namespace ptscope {

namespace {

constexpr std::string_view unitLetters = "KMGTPE";

} // namespace

std::string byteSumText(std::uint64_t bytes)
{
    if (bytes == 0) {
        return "nothing";
    }
    if (bytes < 1024) {
        return fmt::format("{} B", bytes);
    }
    const std::size_t unit = std::min<std::size_t>((static_cast<std::size_t>(std::bit_width(bytes)) - 1) / 10, unitLetters.size());
    const double value = static_cast<double>(bytes) / static_cast<double>(std::uint64_t{1} << (10 * unit));
    const int digits = value < 10 ? 3 : value < 100 ? 2 : value < 1000 ? 1 : 0;
    std::string number = fmt::format("{:.{}f}", value, digits);
    if (number.find('.') != std::string::npos) {
        number.erase(number.find_last_not_of('0') + 1);
        if (number.ends_with('.')) {
            number.pop_back();
        }
    }
    return fmt::format("{} {}iB", number, unitLetters[unit - 1]);
}

std::optional<std::uint64_t> parseSize(std::string_view text)
{
    unsigned shift = 0;
    if (!text.empty()) {
        const std::size_t unit = unitLetters.find(static_cast<char>(text.back() & ~0x20));
        if (unit != std::string_view::npos) {
            shift = 10 * static_cast<unsigned>(unit + 1);
            text.remove_suffix(1);
        }
    }
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || text.empty() || (shift > 0 && number >> (64 - shift) != 0)) {
        return std::nullopt;
    }
    return number << shift;
}

} // namespace ptscope
