// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/simulate/hvo_plan.h"

namespace ptscope {

/// What a person asks of the HVO planner, in words.
struct PlanWords {
    Granule granule = Granule::Page4K;
    unsigned vaBits = 48;
    std::string memory;   ///< "1T"
    std::string hugePage; ///< "2M"
    std::string count;    ///< empty: as many as the memory has
    std::string kernel;   ///< empty: 5.18 and later
};

/// Fails with BadArgument whose subject is the option to blame: "--memory ...", "--hugepage ...", "--count ...", "--kernel ...".
Result<HvoPlanRequest> planRequest(const PlanWords &words);
/// Bytes of the text that the kernel would print for the planned vmemmap.
std::uint64_t textBytesOf(const HvoPlan &plan);

} // namespace ptscope
