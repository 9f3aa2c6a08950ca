// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "core/base/result.h"

namespace ptscope {

/// The whole of a small file, decompressed where it is compressed. Fails with TooLarge beyond `ceiling` bytes of text.
Result<std::string> readText(const std::string &path, std::uint64_t ceiling = std::uint64_t{256} << 20);

} // namespace ptscope
