// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/hvo/stripes.h"

namespace ptscope {

/// Writable pages between stripes where the vmemmap is mapped by pages: memory that no optimised huge page covers (in use,
/// reserved, or given back). Heads of huge pages are not part of a gap. Ascending.
std::vector<AddrRange> stripeGaps(const Snapshot &snapshot, const Stripes &stripes);

} // namespace ptscope
