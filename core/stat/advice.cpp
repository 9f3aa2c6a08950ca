// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stat/advice.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "core/snapshot/row_text.h"
#include "core/stat/statistics.h"

namespace ptscope {

namespace {

std::vector<LargerLeaf> leavesLargerThan(const PagingGeometry &geometry, ByteCount unit)
{
    std::vector<LargerLeaf> leaves;
    for (const Level level : {Level::Pte, Level::Pmd, Level::Pud}) {
        if (geometry.isFolded(level) || !geometry.allowsBlocks(level)) {
            continue;
        }
        if (geometry.span(level) > unit) {
            leaves.push_back({level, false, geometry.span(level), 0});
        }
        if (geometry.contiguousEntries(level) != 0 && geometry.contiguousSpan(level) > unit) {
            leaves.push_back({level, true, geometry.contiguousSpan(level), 0});
        }
    }
    return leaves;
}

struct Slots {
    std::uint64_t first;
    std::uint64_t behind;
    std::uint64_t count() const { return first < behind ? behind - first : 0; }
};

/// The aligned units that lie wholly in `range`, by number.
Slots unitsInside(AddrRange range, ByteCount unit)
{
    const std::uint64_t low = unit.value - 1;
    const std::uint64_t first = range.first.value / unit.value + ((range.first.value & low) != 0 ? 1 : 0);
    const std::uint64_t behind = range.last.value / unit.value + ((range.last.value & low) == low ? 1 : 0);
    return {first, behind};
}

/// Leaves that cover `range` when each stretch takes the largest unit that fits; `units` descend.
std::uint64_t fewestLeaves(AddrRange range, std::span<const ByteCount> units)
{
    if (units.size() == 1) {
        return range.last.value / units[0].value - range.first.value / units[0].value + 1;
    }
    const ByteCount unit = units[0];
    const Slots slots = unitsInside(range, unit);
    if (slots.count() == 0) {
        return fewestLeaves(range, units.subspan(1));
    }
    std::uint64_t leaves = slots.count();
    const VirtAddr inner{slots.first * unit.value};
    const VirtAddr innerLast{(slots.behind - 1) * unit.value + (unit.value - 1)};
    if (range.first < inner) {
        leaves += fewestLeaves({range.first, {inner.value - 1}}, units.subspan(1));
    }
    if (innerLast < range.last) {
        leaves += fewestLeaves({{innerLast.value + 1}, range.last}, units.subspan(1));
    }
    return leaves;
}

bool followsGuardPage(const Snapshot &snapshot, RowIndex row)
{
    const ExtentTable &extents = snapshot.extents();
    if (row.value < 2) {
        return false;
    }
    const RowIndex hole{row.value - 1};
    const RowIndex neighbour{row.value - 2};
    return extents.attributes(hole).isHole() && extents.range(hole).size() == snapshot.geometry().pageSize()
        && extents.last(hole).value + 1 == extents.first(row).value && snapshot.isMapped(neighbour)
        && extents.last(neighbour).value + 1 == extents.first(hole).value;
}

std::string times(std::uint64_t count, const LargerLeaf &leaf)
{
    return fmt::format("{} aligned {}{}", count, leafName(leaf), count == 1 ? "" : "s");
}

/// Why the smallest of the larger leaves does not fit.
std::string whyNone(const Snapshot &snapshot, RowIndex row, const Advice &advice)
{
    const AddrRange range = snapshot.extents().range(row);
    const LargerLeaf &next = advice.larger.front();
    const std::string unit = runSizeText(next.unit);
    if (range.size() < next.unit) {
        return fmt::format("The run is smaller than a {}.", leafName(next));
    }
    const ByteCount behind{range.first.value & (next.unit.value - 1)};
    const bool grouped = snapshot.attributesOf(row).contiguous();
    return fmt::format("No aligned {0} lies in the run: it begins {1} behind a {0} border{2}. A {3} is impossible{4}.",
                       unit, runSizeText(behind),
                       advice.behindGuardPage ? ", right behind its neighbour's guard page" : "", leafName(next),
                       grouped ? "; contiguous is the best" : "");
}

} // namespace

RowCost costOf(const Snapshot &snapshot, RowIndex row)
{
    const PagingGeometry &geometry = snapshot.geometry();
    const AddrRange range = snapshot.extents().range(row);
    RowCost cost;
    cost.level = entryLevel(geometry, snapshot.extents().level(row), snapshot.attributesOf(row));
    const unsigned shift = geometry.shift(cost.level);
    cost.entries = (range.last.value >> shift) - (range.first.value >> shift) + 1;
    cost.tables = countTables(snapshot, {row.value, row.value + 1})[number(cost.level)];
    cost.tableBytes = geometry.pageSize() * cost.tables;
    cost.tlbEntries = tlbEntries(snapshot, row);
    cost.tlbWithoutGroups = snapshot.isMapped(row) ? cost.entries : 0;
    return cost;
}

Advice adviceFor(const Snapshot &snapshot, RowIndex row)
{
    const AddrRange range = snapshot.extents().range(row);
    Advice advice;
    advice.leaf = leafUnit(snapshot.geometry(), snapshot.extents().level(row), snapshot.attributesOf(row));
    advice.larger = leavesLargerThan(snapshot.geometry(), advice.leaf);
    advice.tlbNow = tlbEntries(snapshot, row);
    std::vector<ByteCount> units{advice.leaf};
    for (LargerLeaf &leaf : advice.larger) {
        leaf.fitting = unitsInside(range, leaf.unit).count();
        units.insert(units.begin(), leaf.unit);
    }
    advice.tlbAtBest = fewestLeaves(range, units);
    advice.behindGuardPage = followsGuardPage(snapshot, row);
    return advice;
}

GroupAdvice groupAdviceFor(const Snapshot &snapshot, const TableNode &table)
{
    GroupAdvice advice;
    if (snapshot.geometry().contiguousEntries(table.level) == 0) {
        return advice;
    }
    advice.group = snapshot.geometry().contiguousSpan(table.level);
    for (const EntryRun &run : PageTableTree(snapshot).entries(table)) {
        const bool candidate = run.kind == EntryKind::Leaf && snapshot.isMapped(run.row)
            && !snapshot.attributesOf(run.row).contiguous() && run.range.size() >= advice.group;
        if (!candidate) {
            continue;
        }
        ++advice.runs;
        if (unitsInside(run.range, advice.group).count() == 0) {
            ++advice.misaligned;
            advice.behindGuards += followsGuardPage(snapshot, run.row) ? 1U : 0U;
        }
    }
    return advice;
}

std::string leafName(const LargerLeaf &leaf)
{
    return runSizeText(leaf.unit) + (leaf.contiguous ? " contiguous group" : " block");
}

std::string adviceText(const Snapshot &snapshot, RowIndex row, const Advice &advice)
{
    if (advice.larger.empty()) {
        return fmt::format("Linux maps nothing larger than {} with this page size.", runSizeText(advice.leaf));
    }
    const auto best = std::find_if(advice.larger.rbegin(), advice.larger.rend(),
                                   [](const LargerLeaf &leaf) { return leaf.fitting != 0; });
    if (best == advice.larger.rend()) {
        return whyNone(snapshot, row, advice);
    }
    return fmt::format("By its addresses {} would fit, then {} TLB {} instead of {}. The memory behind must be "
                       "contiguous and as aligned, which the text does not show.",
                       times(best->fitting, *best), advice.tlbAtBest, advice.tlbAtBest == 1 ? "entry" : "entries", advice.tlbNow);
}

} // namespace ptscope
