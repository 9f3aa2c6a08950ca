// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <regex>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace ptscope {

/// A regular expression that a person typed, to be held against words of a dump that anybody may have written: matching takes
/// polynomial time, and a deep pattern does not overflow the stack, as std::regex by itself lets it.
/// ECMAScript without back references. The error is a sentence for people.
tl::expected<std::regex, std::string> safeRegex(std::string_view pattern, bool ignoreCase);

/// True when the pattern is found in the first 256 bytes of `name`; no kernel has longer names.
bool searches(const std::regex &pattern, std::string_view name);

} // namespace ptscope
