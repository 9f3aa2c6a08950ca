// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

#include "core/paging/geometry.h"
#include "core/paging/row_class.h"

namespace ptscope {

/// "1G block", "64K contiguous", "4K page", "hole", "invalid (F)": sizes follow the geometry.
QString className(LeafClass leaf, const PagingGeometry &geometry);
/// As the dump says it: "RW NX", "ro x"; "Device", "Non-cacheable".
QString className(AccessClass access);

/// The classes of mapped leaves that a geometry can form, largest first.
std::vector<LeafClass> mappedLeafClasses(const PagingGeometry &geometry);

/// The terms of a whole legend, for Navigator::toggleFilterTerm(): leaf sizes of the geometry with invalid and hole.
QStringList leafTerms(const PagingGeometry &geometry);

} // namespace ptscope
