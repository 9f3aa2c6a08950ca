// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/companion/iomem.h"
#include "core/companion/vmalloc_area.h"

namespace ptscope::cli {

/// `path`, or where it is empty the file `name` (or `name`.zst) beside `dump`. Lines that are not understood go to standard error.
Result<VmallocInfo> openVmallocInfo(const std::string &path, const std::string &dump);
Result<Iomem> openIomem(const std::string &path, const std::string &dump);

} // namespace ptscope::cli
