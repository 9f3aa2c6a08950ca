// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/diff/change_words.h"

namespace ptscope {

/// The mark that stands before a change: + - ~ Y ^ > and t for a table alone (design: no colour needed).
char markOf(ChangeKinds kinds);
/// "split, permission".
std::string kindsText(ChangeKinds kinds);
/// "+0x3ff600000" or "-0x200000".
std::string shiftText(std::uint64_t shift);

} // namespace ptscope
