// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/diff/change.h"
#include "core/diff/vmalloc_areas.h"

namespace ptscope {

/// What an area gained is one change, however the place looked before. An area that vmalloc rounded up, or that grew, covers
/// where others ended, their guard pages and what nothing was known of: pieces that differ in nothing but how a hole was
/// printed. The rule: neighbouring changes are one when each is "mapped" and nothing else, both are mapped alike now, and one
/// area of the later vmallocinfo holds both. The hole before it is then of no level, unless all pieces agree.
void uniteWithinAreas(const NamedAreas &after, ChangeTable &changes);

} // namespace ptscope
