// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// Where a person means: "0xffff800008010000" or the same without 0x, or a region of the dump with an offset,
/// "vmalloc+0x1000", "vmemmap". Region names match by their beginning, in any case; spaces may be left out.
/// Fails with BadArgument, saying what was expected or which regions there are.
Result<VirtAddr> parsePlace(const Snapshot &snapshot, std::string_view text);

} // namespace ptscope
