// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/base/diagnostic.h"
#include "core/paging/attributes.h"
#include "core/paging/geometry.h"
#include "core/snapshot/extents.h"

namespace ptscope {

/// Notes where the rows contradict each other or the geometry (reference/ptdump-formats.md, 2.5 and 8.2): gaps in a dump
/// that tiles, borders that no entry of that level can have, contiguous runs that are no whole groups.
/// `cuts` are rows before which the text itself says that lines are missing.
void checkConsistency(const ExtentTable &extents, const AttributePool &pool, const PagingGeometry &geometry,
                      std::span<const std::uint32_t> cuts, DiagnosticLog &log);

} // namespace ptscope
