// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/paging/geometry.h"

namespace ptscope {

/// "4K pages, 48 bits": what two dumps must have in common.
inline std::string geometryWords(const PagingGeometry &geometry)
{
    return std::to_string(geometry.pageSize().value / 1024) + "K pages, " + std::to_string(geometry.vaBits()) + " bits";
}

} // namespace ptscope
