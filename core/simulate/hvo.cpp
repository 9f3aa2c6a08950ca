// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/hvo.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "core/simulate/hvo_vmemmap.h"
#include "core/simulate/snapshot_edit.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

Attributes asPage(Attributes attributes)
{
    attributes.set(Attr::Block, false);
    attributes.set(Attr::Contiguous, false);
    return attributes;
}

Attributes readOnly(Attributes attributes)
{
    attributes.set(Attr::ReadOnly);
    return attributes;
}

/// "2M × 1024, 32M × 3".
std::string sizesText(const std::vector<HugePageVmemmap> &hugePages)
{
    std::map<std::uint64_t, std::uint64_t> counts;
    for (const HugePageVmemmap &huge : hugePages) {
        ++counts[huge.size.size.value];
    }
    std::string out;
    for (const auto &[bytes, count] : counts) {
        out += fmt::format("{}{} × {}", out.empty() ? "" : ", ", runSizeText(ByteCount{bytes}), count);
    }
    return out.empty() ? "of nothing" : out;
}

/// Ascending pieces of one block or page row that are page tables afterwards, with the read-only tails inside them.
class VmemmapRemapper
{
public:
    VmemmapRemapper(const Snapshot &snapshot, const HvoRequest &request)
        : m_snapshot(snapshot), m_request(request), m_edit(snapshot)
    { }

    Result<SimulationResult> run(const Region &vmemmap)
    {
        for (std::uint32_t row = vmemmap.rows.begin; row < vmemmap.rows.end; ++row) {
            if (m_snapshot.isMapped({row})) {
                remap({row});
            }
        }
        return finish();
    }

private:
    bool isBlock(RowIndex row) const
    {
        return entryLevel(m_snapshot.geometry(), m_snapshot.extents().level(row), m_snapshot.attributesOf(row))
            != Level::Pte;
    }

    /// The range that page tables cover when something inside `range` is remapped: whole entries of a block.
    AddrRange widened(AddrRange range, RowIndex row) const
    {
        if (!isBlock(row)) {
            return range;
        }
        const std::uint64_t mask = m_snapshot.geometry().span(Level::Pmd).value - 1;
        return {{range.first.value & ~mask}, {range.last.value | mask}};
    }

    void remap(RowIndex row)
    {
        const AddrRange rowRange = m_snapshot.extents().range(row);
        while (m_nextHuge < m_request.hugePages.size() && m_request.hugePages[m_nextHuge].range.last < rowRange.first) {
            ++m_nextHuge;
        }
        std::vector<AddrRange> touched;
        for (std::size_t i = m_nextHuge;
             i < m_request.hugePages.size() && m_request.hugePages[i].range.first <= rowRange.last; ++i) {
            touched.push_back(intersection(m_request.hugePages[i].range, rowRange));
        }
        for (const AddrRange &split : m_request.splitOnly) {
            if (isBlock(row) && split.overlaps(rowRange)) {
                touched.push_back(intersection(split, rowRange));
            }
        }
        std::sort(touched.begin(), touched.end(),
                  [](const AddrRange &a, const AddrRange &b) { return a.first < b.first; });
        std::vector<AddrRange> tables;
        for (const AddrRange &part : touched) {
            const AddrRange wide = intersection(widened(part, row), rowRange);
            if (!tables.empty() && wide.first.value <= tables.back().last.value + 1) {
                tables.back().last = std::max(tables.back().last, wide.last);
            } else {
                tables.push_back(wide);
            }
        }
        std::size_t huge = m_nextHuge;
        for (const AddrRange &table : tables) {
            while (huge < m_request.hugePages.size() && m_request.hugePages[huge].range.last < table.first) {
                ++huge;
            }
            paint(table, row, huge);
        }
    }

    /// Lays heads and tails over `table`; `huge` is the first huge page that may reach into it.
    void paint(AddrRange table, RowIndex row, std::size_t huge)
    {
        if (isBlock(row)) {
            m_split += (table.size().value + m_snapshot.geometry().span(Level::Pmd).value - 1)
                >> m_snapshot.geometry().shift(Level::Pmd);
        }
        const Attributes page = asPage(m_snapshot.attributesOf(row));
        const AttributeId writable = m_edit.idOf(page);
        const AttributeId tail = m_edit.idOf(readOnly(page));
        std::uint64_t at = table.first.value;
        for (; huge < m_request.hugePages.size() && m_request.hugePages[huge].range.first <= table.last; ++huge) {
            const AddrRange range = m_request.hugePages[huge].range;
            const AddrRange tails{range.first + m_snapshot.geometry().pageSize() * keptPages(m_request.layout),
                                  range.last};
            if (!tails.overlaps(table)) {
                continue;
            }
            const AddrRange here = intersection(tails, table);
            if (here.first.value > at) {
                m_edit.set({{at}, {here.first.value - 1}}, Level::Pte, writable);
            }
            m_edit.set(here, Level::Pte, tail);
            at = here.last.value + 1;
            if (here.last == table.last) {
                return;
            }
        }
        m_edit.set({{at}, table.last}, Level::Pte, writable);
    }

    Result<SimulationResult> finish()
    {
        if (m_edit.poolIsFull()) {
            return fail(ErrorCode::OutOfMemory, "hvo", "more attribute sets than a dump can hold");
        }
        SimulationResult out;
        SimulationLedger &ledger = out.ledger;
        const ByteCount page = m_snapshot.geometry().pageSize();
        for (const HugePageVmemmap &huge : m_request.hugePages) {
            ledger.memorySaved += huge.size.saved(keptPages(m_request.layout), page);
        }
        ledger.tablesAllocated = m_split;
        ledger.steps.push_back(fmt::format("{} huge pages optimised: {} of struct pages given back",
                                           m_request.hugePages.size(), runSizeText(ledger.memorySaved)));
        ledger.steps.push_back(
            fmt::format("{} vmemmap blocks split: {} of page tables", m_split, runSizeText(page * m_split)));
        if (!m_request.splitOnly.empty()) {
            ledger.steps.push_back("blocks that the other dump shows split without a stripe are split too: scars of "
                                   "huge pages given back");
        }
        ledger.assumptions.push_back(fmt::format("a struct page is {} bytes", structPageBytes));
        ledger.assumptions.push_back(m_request.layout == HvoLayout::KeepsOne
                                         ? "layout of 5.18 and later: one page kept"
                                         : "layout of 5.14 to 5.17: two pages kept");
        ledger.assumptions.push_back(
            "arm64 offers HVO from 5.19 to 6.2; for other kernels this is what it would look like");
        out.snapshot = m_edit.build("HVO " + sizesText(m_request.hugePages));
        closeLedger(ledger, m_snapshot, *out.snapshot);
        return out;
    }

    const Snapshot &m_snapshot;
    const HvoRequest &m_request;
    SnapshotEdit m_edit;
    std::size_t m_nextHuge = 0;
    std::uint64_t m_split = 0;
};

Result<void> check(const Snapshot &snapshot, const Region &vmemmap, const HvoRequest &request)
{
    for (std::size_t i = 0; i < request.hugePages.size(); ++i) {
        const HugePageVmemmap &huge = request.hugePages[i];
        const std::string what = printedRange(huge.range);
        if (!huge.size.eligible || huge.size.vmemmapPages <= keptPages(request.layout)) {
            return refuseHvo(runSizeText(huge.size.size), "huge pages of this size have too little vmemmap: nothing to free");
        }
        if (huge.range.size() != huge.size.vmemmap) {
            return refuseHvo(what,
                       "the vmemmap of one huge page of " + runSizeText(huge.size.size) + " is "
                           + runSizeText(huge.size.vmemmap));
        }
        if (!vmemmap.range->contains(huge.range)) {
            return refuseHvo(what, "outside the vmemmap region " + printedRange(*vmemmap.range));
        }
        if (i > 0 && request.hugePages[i - 1].range.last >= huge.range.first) {
            return refuseHvo(what, "overlaps the huge page before it");
        }
        if (!isPlainVmemmap(snapshot, huge.range)) {
            return refuseHvo(what, "not all of it is mapped writable: no memory there, or optimised already");
        }
    }
    return {};
}

Result<SimulationResult> afterGivingBack(const Snapshot &snapshot, HvoRequest request)
{
    const SimulationResult given = giveBack(snapshot, request.giveBack, findStripes(snapshot).layout);
    request.giveBack.clear();
    if (request.hugePages.empty() && request.splitOnly.empty()) {
        SimulationResult out = given;
        closeLedger(out.ledger, snapshot, *out.snapshot);
        return out;
    }
    auto out = simulateHvo(*given.snapshot, std::move(request));
    if (out) {
        out->ledger.memorySpent = given.ledger.memorySpent;
        out->ledger.steps.insert(out->ledger.steps.begin(), given.ledger.steps.begin(), given.ledger.steps.end());
        out->ledger.before = statisticsOf(snapshot);
    }
    return out;
}

} // namespace

Result<SimulationResult> simulateHvo(const Snapshot &snapshot, HvoRequest request)
{
    const auto vmemmap = vmemmapOrError(snapshot);
    if (!vmemmap) {
        return tl::make_unexpected(vmemmap.error());
    }
    if (!request.giveBack.empty()) {
        return afterGivingBack(snapshot, std::move(request));
    }
    std::sort(request.hugePages.begin(), request.hugePages.end(),
              [](const HugePageVmemmap &a, const HugePageVmemmap &b) { return a.range.first < b.range.first; });
    if (const auto checked = check(snapshot, **vmemmap, request); !checked) {
        return tl::make_unexpected(checked.error());
    }
    return VmemmapRemapper(snapshot, request).run(**vmemmap);
}

} // namespace ptscope
