// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ptscope {

/// A sum of bytes for people: binary units, at most four significant digits, "nothing" for 0.
std::string byteSumText(std::uint64_t bytes);

/// "64K", "2M", "16G", "4096": bytes. Nothing when it is none.
std::optional<std::uint64_t> parseSize(std::string_view text);

} // namespace ptscope
