// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/companion/iomem.h"

namespace ptscope {

/// Reads /proc/iomem. A line that is none is noted in `log` and skipped. Fails with NothingFound when no line is one.
Result<Iomem> parseIomem(std::string_view text, DiagnosticLog &log);

} // namespace ptscope
