// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/companion/vmalloc_area.h"

namespace ptscope {

/// Reads /proc/vmallocinfo. A line that is none is noted in `log` with its number and skipped. Fails with NothingFound when no
/// line is one.
Result<VmallocInfo> parseVmallocInfo(std::string_view text, DiagnosticLog &log);

} // namespace ptscope
