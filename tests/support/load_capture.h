// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>

#include "parsers/load.h"
#include "tests/support/captures.h"

namespace ptscope::test {

SnapshotPtr loadDump(const std::string &file, const LoadOptions &options);

enum class WithCompanions : bool { No, Yes };

/// The dump of a real capture of tests/data/captures; with what was read beside it, as people open it.
SnapshotPtr loadCapture(const std::string &name, WithCompanions companions = WithCompanions::No);

} // namespace ptscope::test
