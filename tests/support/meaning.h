// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/diff/diff.h"

namespace ptscope::test {

/// The changes that are not churn, in address order.
inline std::vector<Change> meaningOf(const Diff &diff)
{
    std::vector<Change> out;
    for (ChangeIndex i = 0; i < diff.changes.size(); ++i) {
        if (!diff.changes.isChurn(i)) {
            out.push_back(diff.changes.at(i));
        }
    }
    return out;
}

} // namespace ptscope::test
