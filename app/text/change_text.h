// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/diff/diff.h"

namespace ptscope {

/// The mark that stands before a change: + - ~ Y ^ > and t for a table alone (design: no colour needed).
char markOf(ChangeKinds kinds);
/// "split, permission".
std::string kindsText(ChangeKinds kinds);
/// What the row says: "PMD RW NX SHD AF BLK UXN MEM/NORMAL", "hole (PUD)".
std::string mappingText(const AttributePool &attributes, Mapping mapping);
/// What is different: "PMD RW BLK -> PTE ro"; of ranges that came or went, all that the row says.
std::string changeText(const AttributePool &poolBefore, Mapping before, const AttributePool &poolAfter, Mapping after);
std::string changeText(const Diff &diff, Mapping before, Mapping after);
/// "+0x3ff600000" or "-0x200000".
std::string shiftText(std::uint64_t shift);

} // namespace ptscope
