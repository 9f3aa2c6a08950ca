// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_steps.h"

#include <algorithm>

#include "core/tree/subject.h"

namespace ptscope {

namespace {

bool isRun(const Snapshot &snapshot, std::uint32_t row)
{
    return !snapshot.extents().attributes({row}).isHole();
}

std::optional<AddrRange> runFrom(const Snapshot &snapshot, std::uint32_t row)
{
    for (; row < snapshot.extents().size(); ++row) {
        if (isRun(snapshot, row)) {
            return snapshot.extents().range({row});
        }
    }
    return std::nullopt;
}

std::optional<AddrRange> runBefore(const Snapshot &snapshot, std::uint32_t row)
{
    while (row-- > 0) {
        if (isRun(snapshot, row)) {
            return snapshot.extents().range({row});
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<AddrRange> nextRun(const Snapshot &snapshot, std::optional<AddrRange> selection, AddrRange view)
{
    const RowRange rows = snapshot.extents().rowsIn(selection.value_or(view));
    return runFrom(snapshot, selection ? rows.end : rows.begin);
}

std::optional<AddrRange> previousRun(const Snapshot &snapshot, std::optional<AddrRange> selection, AddrRange view)
{
    const RowRange rows = snapshot.extents().rowsIn(selection.value_or(view));
    return runBefore(snapshot, selection ? rows.begin : rows.end);
}

std::optional<AddrRange> levelUp(const Snapshot &snapshot, const PageTableTree &tree, AddrRange selection)
{
    const auto walk = tree.walk(selection.first);
    const Subject subject = subjectOf(snapshot, selection);
    if (const auto *table = std::get_if<TableSubject>(&subject)) {
        const auto above = std::find_if(walk.begin(), walk.end(), [&](const PageTableTree::Step &step) {
            return number(step.table.level) >= number(table->table.level);
        });
        return above == walk.begin() || above == walk.end() ? std::nullopt : std::optional((above - 1)->entry.range);
    }
    // Of a run the entry above; of several the innermost table that holds them all.
    for (auto step = walk.rbegin(); step != walk.rend(); ++step) {
        const bool holds = step->entry.kind == EntryKind::Table && step->entry.range.contains(selection.first);
        if (holds && (std::holds_alternative<RunSubject>(subject) || step->entry.range.contains(selection))) {
            return step->entry.range;
        }
    }
    return std::nullopt;
}

std::optional<AddrRange> levelDown(const Snapshot &snapshot, const PageTableTree &tree, AddrRange selection)
{
    const Subject subject = subjectOf(snapshot, selection);
    if (const auto *range = std::get_if<RangeSubject>(&subject)) {
        return range->rows.empty() ? std::nullopt : runFrom(snapshot, range->rows.begin);
    }
    const auto *table = std::get_if<TableSubject>(&subject);
    if (table == nullptr) {
        return std::nullopt;
    }
    for (const EntryRun &run : tree.entries(tree.child(table->table, table->entry.firstIndex))) {
        if (run.kind == EntryKind::Table) {
            return AddrRange::fromSize(run.range.first, {run.range.size().value / run.count()});
        }
        if (run.kind == EntryKind::Leaf) {
            return snapshot.extents().range(run.row);
        }
    }
    return std::nullopt;
}

} // namespace ptscope
