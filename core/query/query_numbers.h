// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ptscope {

// Numbers as the filter language writes them. Nothing when the text is no such number or does not fit into 64 bits.

std::optional<std::uint64_t> decimalNumber(std::string_view text);
/// "28K", "28KiB", "0x1000", "4096".
std::optional<std::uint64_t> sizeNumber(std::string_view text);
/// Hex, with or without 0x.
std::optional<std::uint64_t> addressNumber(std::string_view text);

} // namespace ptscope
