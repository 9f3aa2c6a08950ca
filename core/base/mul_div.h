// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace ptscope {

__extension__ typedef unsigned __int128 Uint128;

/// floor(a * b / c) without losing a bit on the way. The quotient must fit 64 bits.
inline std::uint64_t mulDiv(std::uint64_t a, std::uint64_t b, std::uint64_t c)
{
    std::uint64_t product = 0;
    if (!__builtin_mul_overflow(a, b, &product)) [[likely]] {
        return product / c;
    }
    return static_cast<std::uint64_t>(static_cast<Uint128>(a) * b / c);
}

/// The same rounded up.
inline std::uint64_t mulDivUp(std::uint64_t a, std::uint64_t b, std::uint64_t c)
{
    std::uint64_t product = 0;
    if (!__builtin_mul_overflow(a, b, &product)) [[likely]] {
        return product / c + (product % c != 0 ? 1U : 0U);
    }
    return static_cast<std::uint64_t>((static_cast<Uint128>(a) * b + c - 1) / c);
}

} // namespace ptscope
