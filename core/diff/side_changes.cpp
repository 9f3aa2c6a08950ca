// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/side_changes.h"

#include "core/paging/dialect.h"

namespace ptscope {

namespace {

/// A lane of the other snapshot alone says of this one not even at which level its hole is.
bool takesPart(const Snapshot &snapshot, Mapping mapping)
{
    return !mapping.isHole() || mapping.level != Level::Unknown || !snapshot.dialect().printsHoles;
}

} // namespace

ChangeTable changesOn(const Diff &diff, Side side)
{
    ChangeTable out;
    for (ChangeIndex i = 0; i < diff.changes.size(); ++i) {
        Change change = diff.changes.at(i);
        const bool isBefore = side == Side::Before;
        if (!takesPart(isBefore ? *diff.before : *diff.after, isBefore ? change.before : change.after)) {
            continue;
        }
        if (isBefore) {
            change.range = change.rangeBefore();
            change.shift = 0;
        }
        out.append(change);
    }
    out.sortByAddress();
    return out;
}

} // namespace ptscope
