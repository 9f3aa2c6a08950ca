// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

#include "parsers/ptdump/hex.h"

namespace ptscope::companions {

/// The number that is all of `text`, with or without 0x.
inline std::optional<std::uint64_t> hexNumber(std::string_view text)
{
    if (text.starts_with("0x")) {
        text.remove_prefix(2);
    }
    std::uint64_t value = 0;
    // As the kernel prints an address; kallsyms and vmallocinfo have hundreds of thousands.
    constexpr std::size_t addressDigits = 16;
    if (text.size() == addressDigits && parseHex16(text.data(), value)) {
        return value;
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    return text.empty() || error != std::errc{} || end != text.data() + text.size() ? std::nullopt
                                                                                    : std::optional(value);
}

inline std::optional<std::uint64_t> decimalNumber(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 10);
    return text.empty() || error != std::errc{} || end != text.data() + text.size() ? std::nullopt
                                                                                    : std::optional(value);
}

/// Cuts the next word off `text`; empty at its end.
inline std::string_view nextWord(std::string_view &text)
{
    // Not find_first_of(), which calls memchr() for each character: words are short and files have millions.
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    std::size_t begin = 0;
    while (begin < text.size() && isBlank(text[begin])) {
        ++begin;
    }
    std::size_t end = begin;
    while (end < text.size() && !isBlank(text[end])) {
        ++end;
    }
    const std::string_view word = text.substr(begin, end - begin);
    text.remove_prefix(end);
    return word;
}

/// Calls `take(line, number)` for each line, counted from 1.
template<class Take>
void forEachLine(std::string_view text, Take take)
{
    std::uint32_t number = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        take(text.substr(0, end), ++number);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
}

} // namespace ptscope::companions
