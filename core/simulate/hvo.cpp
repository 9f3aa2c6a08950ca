// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/hvo.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/diff/alignment.h"
#include "core/simulate/snapshot_edit.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

tl::unexpected<Error> bad(const std::string &what, const std::string &why)
{
    return fail(ErrorCode::BadArgument, what, why);
}

std::string rangeText(AddrRange range)
{
    return addressText(range.first.value) + "-" + addressText(range.printedEnd());
}

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
        out.snapshot = m_edit.build(fmt::format("hvo of {} huge pages", m_request.hugePages.size()));
        ledger.before = statisticsOf(m_snapshot);
        ledger.after = statisticsOf(*out.snapshot);
        return out;
    }

    const Snapshot &m_snapshot;
    const HvoRequest &m_request;
    SnapshotEdit m_edit;
    std::size_t m_nextHuge = 0;
    std::uint64_t m_split = 0;
};

Result<const Region *> vmemmapOrError(const Snapshot &snapshot)
{
    const Region *vmemmap = vmemmapOf(snapshot);
    if (vmemmap == nullptr) {
        return fail(ErrorCode::NothingFound, "vmemmap", "the dump shows no vmemmap region");
    }
    return vmemmap;
}

/// Every byte of `range` is mapped and writable.
bool isPlainVmemmap(const Snapshot &snapshot, AddrRange range)
{
    const RowRange rows = snapshot.extents().rowsIn(range);
    std::uint64_t next = range.first.value;
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        if (snapshot.extents().first({row}).value > next || !snapshot.isMapped({row})
            || !snapshot.attributesOf({row}).writable()) {
            return false;
        }
        if (snapshot.extents().last({row}) >= range.last) {
            return true;
        }
        next = snapshot.extents().last({row}).value + 1;
    }
    return false;
}

Result<void> check(const Snapshot &snapshot, const Region &vmemmap, const HvoRequest &request)
{
    for (std::size_t i = 0; i < request.hugePages.size(); ++i) {
        const HugePageVmemmap &huge = request.hugePages[i];
        const std::string what = rangeText(huge.range);
        if (!huge.size.eligible || huge.size.vmemmapPages <= keptPages(request.layout)) {
            return bad(runSizeText(huge.size.size), "huge pages of this size have too little vmemmap: nothing to free");
        }
        if (huge.range.size() != huge.size.vmemmap) {
            return bad(what,
                       "the vmemmap of one huge page of " + runSizeText(huge.size.size) + " is "
                           + runSizeText(huge.size.vmemmap));
        }
        if (!vmemmap.range->contains(huge.range)) {
            return bad(what, "outside the vmemmap region " + rangeText(*vmemmap.range));
        }
        if (i > 0 && request.hugePages[i - 1].range.last >= huge.range.first) {
            return bad(what, "overlaps the huge page before it");
        }
        if (!isPlainVmemmap(snapshot, huge.range)) {
            return bad(what, "not all of it is mapped writable: no memory there, or optimised already");
        }
    }
    return {};
}

bool isWanted(const std::vector<HugePageSize> &sizes, const HugePageSize &size)
{
    return sizes.empty()
        || std::any_of(sizes.begin(), sizes.end(), [&](const HugePageSize &s) { return s.size == size.size; });
}

/// What must be added to addresses of the other dump's vmemmap: KASLR moves memory inside it.
std::uint64_t shiftBetween(const Snapshot &other, const Snapshot &snapshot)
{
    for (const MovedPart &part : align(other, snapshot, AlignBy::Detect).moved) {
        if (part.region == "vmemmap") {
            return part.shift;
        }
    }
    return 0;
}

/// Parts of `snapshot`'s vmemmap that blocks map while `other` has tables of plain pages there.
std::vector<AddrRange> scarsOf(const Snapshot &snapshot, const Region &vmemmap, const Snapshot &other,
                               const Region &there, std::uint64_t shift, const std::vector<HugePageVmemmap> &stripes)
{
    const unsigned blockShift = snapshot.geometry().shift(Level::Pmd);
    std::vector<AddrRange> out;
    std::size_t stripe = 0;
    for (std::uint32_t row = there.rows.begin; row < there.rows.end; ++row) {
        if (!other.isMapped({row}) || other.classOf({row}).leaf != LeafClass::Page
            || !other.attributesOf({row}).writable()) {
            continue;
        }
        const std::uint64_t first = (other.extents().first({row}).value + shift) >> blockShift;
        const std::uint64_t last = (other.extents().last({row}).value + shift) >> blockShift;
        for (std::uint64_t block = first; block <= last; ++block) {
            const AddrRange range = AddrRange::fromSize({block << blockShift}, snapshot.geometry().span(Level::Pmd));
            while (stripe < stripes.size() && stripes[stripe].range.last < range.first) {
                ++stripe;
            }
            const bool striped = stripe < stripes.size() && stripes[stripe].range.overlaps(range);
            const bool known = !out.empty() && out.back() == range;
            const auto here = snapshot.extents().find(range.first);
            const bool isBlock =
                here && vmemmap.rows.contains(*here) && snapshot.classOf(*here).leaf == LeafClass::Block;
            if (!striped && !known && isBlock) {
                out.push_back(range);
            }
        }
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
    std::sort(request.hugePages.begin(), request.hugePages.end(),
              [](const HugePageVmemmap &a, const HugePageVmemmap &b) { return a.range.first < b.range.first; });
    if (const auto checked = check(snapshot, **vmemmap, request); !checked) {
        return tl::make_unexpected(checked.error());
    }
    return VmemmapRemapper(snapshot, request).run(**vmemmap);
}

Result<SimulationResult> simulateHvoRestore(const Snapshot &snapshot, const std::vector<HugePageSize> &sizes)
{
    const auto vmemmap = vmemmapOrError(snapshot);
    if (!vmemmap) {
        return tl::make_unexpected(vmemmap.error());
    }
    const Stripes stripes = findStripes(snapshot);
    SnapshotEdit edit(snapshot);
    SimulationResult out;
    std::uint64_t count = 0;
    ByteCount taken;
    for (const HugePageVmemmap &huge : stripes.hugePages) {
        if (!isWanted(sizes, huge.size)) {
            continue;
        }
        ++count;
        taken += huge.size.saved(keptPages(stripes.layout), snapshot.geometry().pageSize());
        const AddrRange tails{huge.range.first + snapshot.geometry().pageSize() * keptPages(stripes.layout),
                              huge.range.last};
        Attributes writable = snapshot.attributesOf(*snapshot.extents().find(tails.first));
        writable.set(Attr::ReadOnly, false);
        edit.set(tails, Level::Pte, edit.idOf(writable));
    }
    out.ledger.memorySpent = taken;
    out.ledger.steps.push_back(
        fmt::format("{} huge pages given back: {} of struct pages allocated again", count, runSizeText(taken)));
    out.ledger.steps.push_back("split vmemmap blocks stay split: the kernel does not merge them");
    out.ledger.assumptions.push_back(fmt::format("a struct page is {} bytes", structPageBytes));
    out.snapshot = edit.build(fmt::format("hvo restore of {} huge pages", count));
    out.ledger.before = statisticsOf(snapshot);
    out.ledger.after = statisticsOf(*out.snapshot);
    return out;
}

Result<HvoRequest> hvoAsIn(const Snapshot &snapshot, const Snapshot &other, const std::vector<HugePageSize> &sizes)
{
    if (snapshot.geometry() != other.geometry()) {
        return fail(ErrorCode::InconsistentGeometry, "--like",
                    "the other dump is of another page size or address size");
    }
    const auto here = vmemmapOrError(snapshot);
    const auto there = vmemmapOrError(other);
    if (!here || !there) {
        return tl::make_unexpected(here ? there.error() : here.error());
    }
    const Stripes stripes = findStripes(other);
    const std::uint64_t shift = shiftBetween(other, snapshot);
    HvoRequest request;
    request.layout = stripes.layout;
    std::vector<HugePageVmemmap> all;
    for (HugePageVmemmap huge : stripes.hugePages) {
        huge.range = {{huge.range.first.value + shift}, {huge.range.last.value + shift}};
        all.push_back(huge);
        if (isWanted(sizes, huge.size) && isPlainVmemmap(snapshot, huge.range)) {
            request.hugePages.push_back(huge);
        }
    }
    request.splitOnly = scarsOf(snapshot, **here, other, **there, shift, all);
    return request;
}

Result<HvoRequest> hvoWhereFitting(const Snapshot &snapshot, const HugePageSize &size, std::uint64_t count)
{
    const auto vmemmap = vmemmapOrError(snapshot);
    if (!vmemmap) {
        return tl::make_unexpected(vmemmap.error());
    }
    if (!size.eligible) {
        return bad(runSizeText(size.size), "huge pages of this size have too little vmemmap: nothing to free");
    }
    HvoRequest request;
    for (std::uint32_t row = (*vmemmap)->rows.begin; row < (*vmemmap)->rows.end && request.hugePages.size() < count;
         ++row) {
        if (!snapshot.isMapped({row}) || !snapshot.attributesOf({row}).writable()) {
            continue;
        }
        const AddrRange range = snapshot.extents().range({row});
        const std::uint64_t step = size.vmemmap.value;
        std::uint64_t at = (range.first.value + step - 1) / step * step;
        while (at >= range.first.value && at <= range.last.value && range.last.value - at >= step - 1
               && request.hugePages.size() < count) {
            request.hugePages.push_back({AddrRange::fromSize({at}, size.vmemmap), size});
            at += step;
        }
    }
    return request;
}

Result<HvoRequest> hvoAt(const Snapshot &snapshot, const HugePageSize &size, const std::vector<AddrRange> &ranges)
{
    const auto vmemmap = vmemmapOrError(snapshot);
    if (!vmemmap) {
        return tl::make_unexpected(vmemmap.error());
    }
    HvoRequest request;
    for (const AddrRange &range : ranges) {
        if (!size.eligible) {
            return bad(runSizeText(size.size), "huge pages of this size have too little vmemmap: nothing to free");
        }
        if (range.first.value % size.vmemmap.value != 0 || range.size().value % size.vmemmap.value != 0) {
            return bad(rangeText(range),
                       "not aligned to " + runSizeText(size.vmemmap) + ", the vmemmap of one huge page of "
                           + runSizeText(size.size));
        }
        if (!(*vmemmap)->range->contains(range)) {
            return bad(rangeText(range), "outside the vmemmap region " + rangeText(*(*vmemmap)->range));
        }
        for (std::uint64_t n = 0; n < range.size() / size.vmemmap; ++n) {
            request.hugePages.push_back({AddrRange::fromSize(range.first + size.vmemmap * n, size.vmemmap), size});
        }
    }
    return request;
}

} // namespace ptscope
