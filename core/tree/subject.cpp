// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tree/subject.h"

namespace ptscope {

Subject subjectOf(const Snapshot &snapshot, AddrRange selection)
{
    const auto row = snapshot.extents().find(selection.first);
    if (row && snapshot.extents().range(*row).contains(selection)) {
        return RunSubject{*row};
    }
    RangeSubject range{snapshot.extents().rowsIn(selection), std::nullopt};
    for (std::size_t i = 0; i < snapshot.regions().size(); ++i) {
        if (snapshot.regions()[i].range == selection) {
            range.region = i;
            return range;
        }
    }
    for (const PageTableTree::Step &step : PageTableTree(snapshot).walk(selection.first)) {
        if (step.entry.kind == EntryKind::Table && step.entry.range == selection) {
            return TableSubject{step.table, step.entry};
        }
    }
    return range;
}

} // namespace ptscope
