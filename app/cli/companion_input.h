// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/companion/iomem.h"
#include "core/companion/vmalloc_area.h"

namespace ptscope::cli {

/// True when the dump's bundle holds such a file, or one stands beside it.
bool hasCompanion(const std::string &dump, const std::string &name);
/// `path`, or where it is empty the file `name` of the dump's bundle, or the one (or `name`.zst) beside it. Lines that are not understood go to standard error.
Result<VmallocInfo> openVmallocInfo(const std::string &path, const std::string &dump);
Result<Iomem> openIomem(const std::string &path, const std::string &dump);

} // namespace ptscope::cli
