// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace ptscope {

/// True for bytes that a terminal would obey.
constexpr bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

/// A name for people: control bytes, and the C1 ones that UTF-8 can spell (U+0080 to U+009F), become '?'.
std::string plainName(std::string_view name);

} // namespace ptscope
