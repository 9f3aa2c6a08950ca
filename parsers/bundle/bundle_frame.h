// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// The layout that bundle.h describes.
namespace ptscope::bundle {

constexpr std::uint32_t skippableMagic = 0x184D2A57;
constexpr std::string_view ours = "ptsb";
constexpr std::uint8_t version = 1;
constexpr char fileKind = 'F';
constexpr char endKind = 'E';
constexpr std::size_t seedAt = 4;
constexpr std::size_t digestAt = 8;
constexpr std::size_t digestedFrom = 16;
constexpr std::size_t nameLengthAt = 24;
constexpr std::size_t headBytes = 26;
constexpr std::size_t longestName = 64;
constexpr std::size_t longestHead = headBytes + longestName;

/// The `Bytes` bytes at `at` as a number; the caller has checked that they are there.
template<std::size_t Bytes>
std::uint64_t numberAt(std::string_view bytes, std::size_t at)
{
    std::uint64_t value = 0;
    for (std::size_t i = Bytes; i > 0; --i) {
        value = value << 8 | static_cast<unsigned char>(bytes[at + i - 1]);
    }
    return value;
}

template<std::size_t Bytes>
void appendNumber(std::string &out, std::uint64_t value)
{
    for (std::size_t i = 0; i < Bytes; ++i) {
        out.push_back(static_cast<char>(value >> (8 * i) & 0xff));
    }
}

} // namespace ptscope::bundle
