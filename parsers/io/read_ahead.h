// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string_view>

#include "parsers/io/byte_source.h"

namespace ptscope {

/// Takes one block and the count of input bytes consumed so far; true to go on, false to stop early without error.
using BlockConsumer = std::function<Result<bool>(std::string_view block, std::uint64_t inputDone)>;

/// Reads `source` to its end in blocks. With `ahead`, a second thread fills the next block while this one is consumed:
/// worth it when reading is work, as decompression is.
Result<void> readBlocks(ByteSource &source, bool ahead, const BlockConsumer &consume);

} // namespace ptscope
