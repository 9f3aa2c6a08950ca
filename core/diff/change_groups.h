// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/diff/diff.h"

namespace ptscope {

/// Changes that say the same in one region: what a person reads as one line with a count.
struct ChangeGroup {
    ChangeKinds kinds;
    Mapping before;
    Mapping after;
    std::string region;
    bool churn = false;
    std::vector<ChangeIndex> changes;
    ByteCount bytes;
};

/// True for what moved away: whoever lists the groups lists it where it stands now, with where it came from.
bool isOtherEndOfMove(const ChangeGroup &group);

/// All changes, grouped, meaning first; groups in the order in which their first change stands.
std::vector<ChangeGroup> groupChanges(const Diff &diff);

} // namespace ptscope
