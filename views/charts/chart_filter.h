// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/snapshot/snapshot.h"

namespace ptscope {

/// The expression of the filter language for exactly the rows of that region: `region:vmemmap`; where other names contain this one, by the region's addresses.
std::string regionTerm(const Snapshot &snapshot, std::string_view name);
/// The terms with a blank between; empty ones are left out.
std::string bothTerms(const std::string &a, const std::string &b);

} // namespace ptscope
