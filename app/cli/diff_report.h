// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/diff/diff.h"

namespace ptscope::cli {

struct ReportStyle {
    bool all = false;    ///< churn too
    bool mail = false;   ///< no line is longer than 72 columns
    unsigned limit = 16; ///< ranges listed of each group; 0: all
};

/// The differences for people to read, ledger last. Empty when there is no difference.
std::string diffReport(const Diff &diff, const ReportStyle &style);

} // namespace ptscope::cli
