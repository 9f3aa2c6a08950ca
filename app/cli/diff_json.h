// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/json.h"
#include "core/diff/diff.h"

namespace ptscope::cli {

/// ptscope-diff/1. Churn is counted, and listed when `all`.
Json diffJson(const Diff &diff, bool all);

} // namespace ptscope::cli
