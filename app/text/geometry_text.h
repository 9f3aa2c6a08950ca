// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/paging/geometry.h"

namespace ptscope {

/// "4K pages, 48 bits".
std::string geometryText(const PagingGeometry &geometry);

/// One of two dumps that are to be compared, and what it is called.
struct NamedFinding {
    std::string name;
    const GeometryFinding *finding = nullptr;
};
/// What to try when two geometries differ and a text did not settle one of them; empty when both are settled.
std::string assumedGeometryHint(const NamedFinding &a, const NamedFinding &b);

} // namespace ptscope
