// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/geometry_text.h"

#include <fmt/format.h>

namespace ptscope {

std::string geometryText(const PagingGeometry &geometry)
{
    return fmt::format("{}K pages, {} bits", geometry.pageSize().value / 1024, geometry.vaBits());
}

std::string assumedGeometryHint(const NamedFinding &a, const NamedFinding &b)
{
    const bool aAssumed = a.finding->assumed && !a.finding->overridden;
    const bool bAssumed = b.finding->assumed && !b.finding->overridden;
    if (!aAssumed && !bAssumed) {
        return {};
    }
    if (aAssumed && bAssumed) {
        return fmt::format("neither text settles its geometry: say it with --page-size and --va-bits");
    }
    const NamedFinding &assumed = aAssumed ? a : b;
    const PagingGeometry &settled = (aAssumed ? b : a).finding->geometry;
    return fmt::format("{} does not settle its geometry, {} was only assumed: --page-size {}K --va-bits {} reads both alike",
                       assumed.name, geometryText(assumed.finding->geometry), settled.pageSize().value / 1024,
                       settled.vaBits());
}

} // namespace ptscope
