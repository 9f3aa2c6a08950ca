// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/paging/dialect.h"

namespace ptscope {

/// Every way an arm64 kernel has printed its own tables, the newest first (reference/ptdump-formats.md, part 3).
/// To add a dialect: add its tables to arm64_dialects.cpp and a line to the list.
std::span<const Dialect> arm64Dialects();

/// All words that any arm64 dialect prints behind the level, with what they say.
struct KnownWord {
    const char *word;
    enum class Kind { Sets, Clears, Memory } kind;
    Attr attr;
    MemoryType type;
};
std::span<const KnownWord> arm64Words();

} // namespace ptscope
