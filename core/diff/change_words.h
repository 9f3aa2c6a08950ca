// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/diff/diff.h"

namespace ptscope {

/// What the row says: "PMD RW NX SHD AF BLK UXN MEM/NORMAL", "hole (PUD)".
std::string mappingText(const AttributePool &attributes, Mapping mapping);
/// What is different: "PMD RW BLK -> PTE ro"; of ranges that came or went, all that the row says.
std::string changeText(const AttributePool &poolBefore, Mapping before, const AttributePool &poolAfter, Mapping after);
std::string changeText(const Diff &diff, Mapping before, Mapping after);

/// "21 areas stand elsewhere, 2358M: each is compared with itself, by its owner in vmallocinfo"; empty when none.
std::string movedAreasText(const Alignment &alignment);

/// Whose the range was before, or is now; empty for holes and where no more is known than the region's name.
std::string ownerBefore(const Diff &diff, const Change &change);
std::string ownerAfter(const Diff &diff, const Change &change);

} // namespace ptscope
