// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/diff.h"

#include "core/diff/churn.h"
#include "core/diff/moved_islands.h"
#include "core/diff/sweep.h"

namespace ptscope {

namespace {

LedgerSide ledgerOf(const Snapshot &snapshot)
{
    const Statistics statistics = statisticsOf(snapshot);
    return {statistics.total.bytesByLeaf, statistics.total.mappedBytesByLevel, statistics.total.tables,
            statistics.total.mappedBytes, statistics.total.tlbEntries,         snapshot.tablesProven()};
}

std::string geometryText(const Snapshot &snapshot)
{
    const PagingGeometry &geometry = snapshot.geometry();
    return std::to_string(geometry.pageSize().value / 1024) + "K pages, " + std::to_string(geometry.vaBits()) + " bits";
}

} // namespace

std::uint32_t Diff::meaningCount() const
{
    std::uint32_t count = 0;
    for (ChangeIndex i = 0; i < changes.size(); ++i) {
        count += changes.isChurn(i) ? 0U : 1U;
    }
    return count;
}

bool Diff::sharesNothing() const
{
    const std::uint64_t mapped = ledgerBefore.mappedBytes + ledgerAfter.mappedBytes;
    return empty() && !byClass && mapped != 0 && uncompared.value >= mapped;
}

Result<Diff> diffOf(SnapshotPtr before, SnapshotPtr after, const DiffOptions &options)
{
    Diff out;
    if (before->geometry() != after->geometry() && !options.byClass) {
        return fail(ErrorCode::InconsistentGeometry, {},
                    geometryText(*before) + " against " + geometryText(*after) + ": addresses cannot be compared");
    }
    out.byClass = options.byClass;
    out.ledgerBefore = ledgerOf(*before);
    out.ledgerAfter = ledgerOf(*after);
    if (!options.byClass) {
        out.alignment = align(*before, *after, options.align);
        AttributeMatch match(*before, *after);
        for (const Lane &lane : out.alignment.lanes()) {
            out.uncompared += sweep(*before, *after, lane, match, out.changes);
        }
        out.changes.sortByAddress();
        pairMovedIslands(*before, *after, out.changes);
        if (options.churnRule) {
            markChurn(*before, *after, out.alignment, out.changes);
        }
    }
    out.before = std::move(before);
    out.after = std::move(after);
    return out;
}

std::string regionNameOf(const Diff &diff, ChangeIndex change)
{
    const Change at = diff.changes.at(change);
    const auto nameIn = [](const Snapshot &snapshot, VirtAddr address) {
        const auto row = snapshot.extents().find(address);
        const Region *region = row ? snapshot.regionOf(*row) : nullptr;
        return region != nullptr ? region->name : std::string();
    };
    const std::string name = nameIn(*diff.after, at.range.first);
    return name.empty() || at.kinds.has(ChangeKind::Unmapped) ? nameIn(*diff.before, at.rangeBefore().first) : name;
}

} // namespace ptscope
