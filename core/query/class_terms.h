// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/paging/geometry.h"
#include "core/paging/row_class.h"

namespace ptscope {

/// The term of the filter language that holds for exactly the rows of that class: a legend is a filter. "leaf:2M",
/// "page", "hole". Empty for a class that the geometry does not have.
std::string classTerm(LeafClass leaf, const PagingGeometry &geometry);
/// "access:ro-nx", "wx". Empty for None.
std::string classTerm(AccessClass access);

/// "ro-nx": as `access:` names it.
std::optional<AccessClass> accessClassCalled(std::string_view name);

} // namespace ptscope
