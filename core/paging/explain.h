// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/paging/attributes.h"
#include "core/paging/geometry.h"

namespace ptscope {

/// One attribute of a leaf three times: as the dump prints it, in plain words, and as the Arm architecture names it
/// (Arm ARM, D8.3 "Translation table descriptor formats"; reference/ptdump-formats.md, 3.1 and 3.2).
struct Explanation {
    std::string word;         ///< "ro"; empty where the dump says something by printing nothing
    std::string meaning;      ///< "Read-only for the kernel"
    std::string architecture; ///< "AP[2]=1"
};

/// What the attributes of a leaf at `level` say, the most telling first. Facts that `dialect` does not print are left out.
/// AttrIndx is numbered as in 6.1 to 7.3 (arch/arm64/include/asm/memory.h).
std::vector<Explanation> explain(const Dialect &dialect, const PagingGeometry &geometry, Level level,
                                 const Attributes &attributes);

/// Who leaves entries invalid, by where they stand (reference/kernel-mechanisms.md, 6.4; read in 6.1, 6.12 and 7.3).
/// Sentences without full stop. `regionName` as in Region::name, empty between regions.
std::vector<std::string_view> makersOfInvalidEntries(std::string_view regionName);

} // namespace ptscope
