// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/query_numbers.h"

#include <cctype>
#include <charconv>

namespace ptscope {

namespace {

std::optional<std::uint64_t> numberOf(std::string_view text, int base)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return text.empty() || error != std::errc{} || end != text.data() + text.size() ? std::nullopt
                                                                                    : std::optional(value);
}

} // namespace

std::optional<std::uint64_t> decimalNumber(std::string_view text)
{
    return numberOf(text, 10);
}

std::optional<std::uint64_t> sizeNumber(std::string_view text)
{
    if (text.starts_with("0x") || text.starts_with("0X")) {
        return numberOf(text.substr(2), 16);
    }
    constexpr std::string_view units = "KMGTPE";
    unsigned shift = 0;
    if (text.size() > 1 && (text.ends_with("iB"))) {
        text.remove_suffix(2);
    } else if (text.size() > 2 && (text.back() == 'B' || text.back() == 'b')) {
        text.remove_suffix(1);
    }
    if (!text.empty()) {
        const auto unit = units.find(static_cast<char>(std::toupper(static_cast<unsigned char>(text.back()))));
        if (unit != std::string_view::npos) {
            shift = static_cast<unsigned>(unit + 1) * 10;
            text.remove_suffix(1);
        }
    }
    const auto value = numberOf(text, 10);
    return value && (*value << shift >> shift) == *value ? std::optional(*value << shift) : std::nullopt;
}

std::optional<std::uint64_t> addressNumber(std::string_view text)
{
    if (text.starts_with("0x") || text.starts_with("0X")) {
        text.remove_prefix(2);
    }
    return text.size() > 16 ? std::nullopt : numberOf(text, 16);
}

} // namespace ptscope
