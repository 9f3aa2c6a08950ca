// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace ptscope {

inline std::uint64_t loadBytes8(const char *p)
{
    std::uint64_t v;
    std::memcpy(&v, p, sizeof v);
    return v;
}

/// Eight lower-case hex digits at once. False when one of them is none: the caller then takes the tolerant path.
inline bool parseHex8(const char *p, std::uint64_t &value)
{
    constexpr std::uint64_t ones = 0x0101010101010101;
    const std::uint64_t text = loadBytes8(p);
    const std::uint64_t isLetter = text >> 6 & ones;
    const std::uint64_t digit = (text & ones * 0x0f) + isLetter * 9;
    const std::uint64_t fromTen = (digit + ones * (0x80 - 10)) >> 7 & ones;
    const std::uint64_t expected = digit + ones * '0' + fromTen * ('a' - '0' - 10);
    if (text != expected || (digit & ones * 0xf0) != 0) {
        return false;
    }
    std::uint64_t v = digit;
    if constexpr (std::endian::native == std::endian::little) {
        v = __builtin_bswap64(v);
    }
    v = (v >> 4 | v) & 0x00ff00ff00ff00ff;
    v = (v >> 8 | v) & 0x0000ffff0000ffff;
    value = (v >> 16 | v) & 0xffffffff;
    return true;
}

inline bool parseHex16(const char *p, std::uint64_t &value)
{
    std::uint64_t high;
    std::uint64_t low;
    if (!parseHex8(p, high) || !parseHex8(p + 8, low)) {
        return false;
    }
    value = high << 32 | low;
    return true;
}

} // namespace ptscope
