// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace ptscope {

namespace detail {

/// The greatest numbers below 2^(k/16) * 2^63, for k = 1 to 16.
inline constexpr std::array<std::uint64_t, 16> belowRoot{
    0x85aac367cc487b14, 0x8b95c1e3ea8bd6e6, 0x91c3d373ab11c336, 0x9837f0518db8a96f,
    0x9ef5326091a111ad, 0xa5fed6a9b15138ea, 0xad583eea42a14ac6, 0xb504f333f9de6484,
    0xbd08a39f580c36be, 0xc5672a115506dadd, 0xce248c151f8480e3, 0xd744fccad69d6af4,
    0xe0ccdeec2a94e111, 0xeac0c6e7dd24392e, 0xf5257d152486cc2c, 0xffffffffffffffff};
/// By the five bits behind the leading one: k of the largest root that is not above the smallest such number.
inline constexpr std::array<std::uint8_t, 32> rootFrom{0, 0, 1,  2,  2,  3,  3,  4,  5,  5,  6,  6,  7,  7,  8,  8,
                                                       9, 9, 10, 10, 11, 11, 12, 12, 12, 13, 13, 14, 14, 14, 15, 15};

} // namespace detail

/// floor(16 * log2(n)), exact; n > 0.
inline std::uint32_t log2Sixteenths(std::uint64_t n)
{
    const auto whole = static_cast<unsigned>(std::bit_width(n)) - 1;
    const std::uint64_t mantissa = n << (63U - whole);
    // Two neighbouring roots are more than 1/32 apart, so one comparison settles it.
    const std::uint32_t root = detail::rootFrom[mantissa >> 58U & 31U];
    return 16 * whole + root + (mantissa > detail::belowRoot[root] ? 1U : 0U);
}

} // namespace ptscope
