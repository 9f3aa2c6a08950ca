// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/query/place.h"

namespace ptscope {

/// Why there is no such place, in one short sentence without full stop; empty for PlaceProblem::Empty.
std::string placeProblemText(PlaceProblem problem, std::string_view typed, const Snapshot &snapshot);

} // namespace ptscope
