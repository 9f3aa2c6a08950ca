// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tree/page_table_tree.h"

#include <algorithm>

namespace ptscope {

namespace {

bool isUpperHalf(VirtAddr address)
{
    return address.value >> 63 != 0;
}

/// Holes do not tell the half: some kernels open a dump of the kernel's tables with a hole at 0
/// (reference/ptdump-formats.md, 3.5), and EFI's may close with one up to 2^64 (3.10).
VirtAddr baseOf(const Snapshot &snapshot)
{
    const ExtentTable &extents = snapshot.extents();
    const auto ids = extents.attributeIds();
    const auto used = std::find_if(ids.begin(), ids.end(), [](AttributeId id) { return !id.isHole(); });
    if (used != ids.end()) {
        const RowIndex row{static_cast<std::uint32_t>(used - ids.begin())};
        return isUpperHalf(extents.first(row)) ? snapshot.geometry().kernelBase() : VirtAddr{0};
    }
    const bool lower = !extents.empty() && !isUpperHalf(extents.last({extents.size() - 1}));
    return lower ? VirtAddr{0} : snapshot.geometry().kernelBase();
}

/// First row from `row` on that ends at or behind `address`, in O(log of the way): the rows of one table lie close
/// together, and bisecting all rows of a large dump would miss the cache at each step.
std::uint32_t rowOnwards(const ExtentTable &extents, std::uint32_t row, VirtAddr address)
{
    const auto lasts = extents.lasts();
    std::size_t begin = row;
    std::size_t step = 1;
    while (begin + step < lasts.size() && lasts[begin + step] < address.value) {
        begin += step;
        step *= 2;
    }
    const std::size_t end = std::min(begin + step, lasts.size());
    return static_cast<std::uint32_t>(std::lower_bound(lasts.begin() + static_cast<std::ptrdiff_t>(begin),
                                                       lasts.begin() + static_cast<std::ptrdiff_t>(end), address.value)
                                      - lasts.begin());
}

} // namespace

PageTableTree::PageTableTree(const Snapshot &snapshot) : m_snapshot(snapshot), m_base(baseOf(snapshot)) { }

AddrRange PageTableTree::range(TableNode table) const
{
    return AddrRange::fromSize(table.base, {std::uint64_t{1} << m_snapshot.geometry().tableShift(table.level)});
}

TableNode PageTableTree::child(TableNode table, unsigned index) const
{
    const PagingGeometry &geometry = m_snapshot.geometry();
    return {geometry.below(table.level), table.base + geometry.span(table.level) * index};
}

EntryRun PageTableTree::entryRun(TableNode table, unsigned firstIndex, unsigned lastIndex) const
{
    const ByteCount span = m_snapshot.geometry().span(table.level);
    EntryRun run;
    run.firstIndex = firstIndex;
    run.lastIndex = lastIndex;
    run.range = AddrRange::fromSize(table.base + span * firstIndex, span * run.count());
    return run;
}

bool PageTableTree::isBelow(std::uint32_t row, Level level) const
{
    const Level printed = m_snapshot.extents().level({row});
    return number(entryLevel(m_snapshot.geometry(), printed, m_snapshot.attributesOf({row}))) > number(level);
}

void PageTableTree::describe(EntryRun &run, Level level, std::uint32_t row) const
{
    const AttributeId id = m_snapshot.extents().attributes({row});
    run.row = {row};
    run.uniform = isBelow(row, level);
    run.kind = run.uniform ? EntryKind::Table : id.isHole() ? EntryKind::Hole : EntryKind::Leaf;
    run.attributes = id;
}

/// The run that begins at `index`. `row` is the first one that ends at or behind that entry's first byte.
EntryRun PageTableTree::runAt(TableNode table, unsigned index, std::uint32_t row) const
{
    const ExtentTable &extents = m_snapshot.extents();
    const AddrRange whole = range(table);
    const unsigned shift = m_snapshot.geometry().shift(table.level);
    const auto indexOf = [&](VirtAddr address) { return static_cast<unsigned>((address - table.base).value >> shift); };
    EntryRun one = entryRun(table, index, index);
    if (row >= extents.size() || extents.first({row}) > one.range.last) {
        const bool untilEnd = row >= extents.size() || extents.first({row}) > whole.last;
        const unsigned last = untilEnd ? indexOf(whole.last) : indexOf(extents.first({row})) - 1;
        EntryRun gap = entryRun(table, index, last);
        gap.row = {row};
        return gap;
    }
    const AddrRange covered = extents.range({row});
    if (!covered.contains(one.range)) {
        return mixedEntry(table, index, row);
    }
    // The last entry that the row fills; one that it only reaches into is for the next run.
    const VirtAddr last = std::min(covered.last, whole.last);
    const bool fillsLast = last == whole.last || indexOf(last) != indexOf({last.value + 1});
    EntryRun run = entryRun(table, index, fillsLast ? indexOf(last) : indexOf(last) - 1);
    describe(run, table.level, row);
    return run;
}

EntryRun PageTableTree::mixedEntry(TableNode table, unsigned index, std::uint32_t row) const
{
    const ExtentTable &extents = m_snapshot.extents();
    EntryRun run = entryRun(table, index, index);
    std::uint32_t decider = row;
    for (std::uint32_t r = row; r < extents.size() && extents.first({r}) <= run.range.last; ++r) {
        if (isBelow(r, table.level)) {
            run.kind = EntryKind::Table;
            run.row = {row};
            return run;
        }
        if (extents.attributes({decider}).isHole() && !extents.attributes({r}).isHole()) {
            decider = r;
        }
    }
    describe(run, table.level, decider);
    return run;
}

std::vector<EntryRun> PageTableTree::entries(TableNode table) const
{
    const ExtentTable &extents = m_snapshot.extents();
    const unsigned count = m_snapshot.geometry().entries(table.level);
    std::vector<EntryRun> runs;
    std::uint32_t row = extents.firstRowFrom(table.base);
    for (unsigned index = 0; index < count; index = runs.back().lastIndex + 1) {
        const VirtAddr first = table.base + m_snapshot.geometry().span(table.level) * index;
        row = rowOnwards(extents, row, first);
        runs.push_back(runAt(table, index, row));
    }
    return runs;
}

EntryRun PageTableTree::entry(TableNode table, unsigned index) const
{
    const VirtAddr first = table.base + m_snapshot.geometry().span(table.level) * index;
    EntryRun run = runAt(table, index, m_snapshot.extents().firstRowFrom(first));
    run.lastIndex = index;
    run.range = entryRun(table, index, index).range;
    return run;
}

TableUse useOf(const std::vector<EntryRun> &entries)
{
    TableUse use;
    for (const EntryRun &run : entries) {
        use.entries += run.count();
        unsigned &kind = run.kind == EntryKind::Table ? use.tables
            : run.kind == EntryKind::Leaf             ? use.leaves
            : run.kind == EntryKind::Hole             ? use.holes
                                                      : use.unprinted;
        kind += run.count();
    }
    return use;
}

std::vector<PageTableTree::Step> PageTableTree::walk(VirtAddr address) const
{
    std::vector<Step> steps;
    TableNode table = root();
    if (!range(table).contains(address)) {
        return steps;
    }
    for (;;) {
        const unsigned index = m_snapshot.geometry().index(table.level, address);
        steps.push_back({table, entry(table, index)});
        if (steps.back().entry.kind != EntryKind::Table) {
            return steps;
        }
        table = child(table, index);
    }
}

} // namespace ptscope
