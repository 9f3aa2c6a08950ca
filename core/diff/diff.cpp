// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/diff.h"

#include <future>
#include <tuple>

#include "core/diff/churn.h"
#include "core/diff/grown_areas.h"
#include "core/diff/moved_areas.h"
#include "core/diff/moved_islands.h"
#include "core/diff/sweep.h"
#include "core/diff/vmalloc_areas.h"
#include "core/paging/geometry_words.h"

namespace ptscope {

namespace {

/// Below, starting a thread costs more than the sums that it would take over.
constexpr std::uint32_t rowsWorthAThread = 50'000;

LedgerSide ledgerOf(const Snapshot &snapshot)
{
    const Statistics statistics = statisticsOf(snapshot);
    return {statistics.total.bytesByLeaf, statistics.total.mappedBytesByLevel, statistics.total.tables,
            statistics.total.mappedBytes, statistics.total.tlbEntries,         snapshot.tablesProven()};
}

/// The same as sweep(), the upper half of the rows on another thread.
ByteCount sweepInHalves(const Snapshot &before, const Snapshot &after, const Lane &lane, ChangeTable &changes)
{
    const ExtentTable &rows = before.extents().size() > after.extents().size() ? before.extents() : after.extents();
    const VirtAddr middle = rows.first({rows.size() / 2});
    Lane lower = lane;
    Lane upper = lane;
    if (!lane.range.contains(middle) || middle == lane.range.first) {
        AttributeMatch match(before, after);
        return sweep(before, after, lane, match, changes);
    }
    lower.range.last = {middle.value - 1};
    upper.range.first = middle;
    ChangeTable above;
    const std::size_t room = (before.extents().size() + after.extents().size()) / 8;
    auto aside = std::async(std::launch::async, [&] {
        above.reserve(room);
        AttributeMatch match(before, after);
        return sweep(before, after, upper, match, above);
    });
    changes.reserve(2 * room);
    AttributeMatch match(before, after);
    const ByteCount uncompared = sweep(before, after, lower, match, changes);
    const ByteCount uncomparedAbove = aside.get();
    changes.append(above);
    return uncompared + uncomparedAbove;
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
                    geometryWords(before->geometry()) + " against " + geometryWords(after->geometry()) + ": addresses cannot be compared");
    }
    out.byClass = options.byClass;
    const bool large = before->extents().size() + after->extents().size() > rowsWorthAThread;
    auto ledgers = std::async(large ? std::launch::async : std::launch::deferred,
                              [&] { return std::pair(ledgerOf(*before), ledgerOf(*after)); });
    if (!options.byClass) {
        // What lies beside a dump is read and tied to it on first use; large ones have much of it.
        auto named = std::async(large ? std::launch::async : std::launch::deferred, [&] { return NamedAreas(*after); });
        const NamedAreas areasBefore(*before);
        const NamedAreas areasAfter = named.get();
        out.alignment = align(*before, *after, options.align);
        out.alignment.areas = movedAreas(areasBefore, areasAfter, out.alignment.moved, options.align);
        const std::vector<Lane> lanes = out.alignment.lanes();
        if (large && lanes.size() == 1) {
            out.uncompared = sweepInHalves(*before, *after, lanes.front(), out.changes);
        } else {
            AttributeMatch match(*before, *after);
            for (const Lane &lane : lanes) {
                out.uncompared += sweep(*before, *after, lane, match, out.changes);
            }
        }
        out.changes.sortByAddress();
        uniteWithinAreas(areasAfter, out.changes);
        if (options.align != AlignBy::Address) {
            tellReusedAddresses(areasBefore, areasAfter, out.changes);
        }
        pairMovedIslands(areasBefore, areasAfter, out.changes);
        out.kpti = kptiSwitch(*before, *after, out.changes);
        if (options.churnRule) {
            markChurn(areasBefore, areasAfter, out.alignment, out.kpti, out.changes);
        }
    }
    std::tie(out.ledgerBefore, out.ledgerAfter) = ledgers.get();
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
