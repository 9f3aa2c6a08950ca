// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/diff/diff.h"

namespace ptscope {

/// The whole dump from left to right, holes folded, as SVG: leaf sizes above, access below, regions named. Its colours are
/// classes of the style sheet (report_style.h). Costs a thousand columns, whatever the dump.
std::string mapSvg(const SnapshotPtr &snapshot);

/// Both dumps one above the other on one axis, the places that changed between them.
std::string diffSvg(const Diff &diff);

/// What the fills stand for: leaf sizes with the geometry's names, then access.
std::string legendHtml(const PagingGeometry &geometry);

/// "added", "split": the class of a kind of change in the style sheet.
const char *styleOf(ChangeKind leading);

} // namespace ptscope
