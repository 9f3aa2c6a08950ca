// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/hotplug.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

#include "core/hvo/stripes.h"
#include "core/paging/classify.h"
#include "core/simulate/freed_tables.h"
#include "core/simulate/leaf_cutter.h"
#include "core/simulate/physical_layout.h"
#include "core/simulate/snapshot_edit.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

struct Places {
    const Region *linear = nullptr;
    const Region *vmemmap = nullptr;
    AddrRange linearRange;
    AddrRange vmemmapRange;
};

std::string physText(const HotplugRequest &request)
{
    return addressText(request.first.value) + "-" + addressText(request.last.value + 1);
}

Result<Places> placesOf(const Snapshot &snapshot, const HotplugRequest &request)
{
    const std::uint64_t section = sectionSize(snapshot.geometry()).value;
    if (request.last.value < request.first.value || request.first.value % section != 0
        || (request.last.value + 1) % section != 0) {
        return fail(ErrorCode::BadArgument, physText(request), "memory comes in sections of " + runSizeText({section}));
    }
    const auto layout = physicalLayout(snapshot, request.firstMapped);
    if (!layout) {
        return tl::make_unexpected(layout.error());
    }
    const AddrRange phys{{request.first.value}, {request.last.value}};
    const auto linear = layout->linearOf(phys);
    const auto vmemmap = layout->vmemmapOf(phys);
    if (!linear || !vmemmap) {
        return fail(ErrorCode::BadArgument, physText(request), "outside the linear region");
    }
    return Places{linearRegionOf(snapshot), vmemmapOf(snapshot), *linear, *vmemmap};
}

bool isAll(const Snapshot &snapshot, AddrRange range, bool mapped)
{
    const RowRange rows = snapshot.extents().rowsIn(range);
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        if (snapshot.extents().attributes({row}).isHole() == mapped) {
            return false;
        }
    }
    return !rows.empty();
}

/// The row whose attributes new memory gets: the last writable one of the region.
std::optional<RowIndex> patternRow(const Snapshot &snapshot, const Region &region)
{
    for (std::uint32_t row = region.rows.end; row > region.rows.begin; --row) {
        if (snapshot.isMapped({row - 1}) && snapshot.attributesOf({row - 1}).writable()) {
            return RowIndex{row - 1};
        }
    }
    return std::nullopt;
}

bool mapsByPagesOnly(const Snapshot &snapshot, const Region &region)
{
    for (std::uint32_t row = region.rows.begin; row < region.rows.end; ++row) {
        const Attributes &attributes = snapshot.attributesOf({row});
        if (snapshot.isMapped({row}) && attributes.writable()
            && (attributes.has(Attr::Block) || attributes.contiguous())) {
            return false;
        }
    }
    return true;
}

void put(SnapshotEdit &edit, const PagingGeometry &geometry, AddrRange range, const Leaf &leaf, Attributes attributes)
{
    attributes.set(Attr::ReadOnly, false);
    attributes.set(Attr::Contiguous, leaf.contiguous);
    attributes.set(Attr::Block, entryLevel(geometry, leaf.level, attributes) != Level::Pte);
    edit.set(range, leaf.level, edit.idOf(attributes));
}

void mapRange(SnapshotEdit &edit, const PagingGeometry &geometry, AddrRange range, const LeafCutter &cutter,
              const Attributes &like)
{
    for (;;) {
        const Leaf leaf = cutter.next(range);
        const AddrRange part = AddrRange::fromSize(range.first, leaf.size);
        put(edit, geometry, part, leaf, like);
        if (part.last >= range.last) {
            return;
        }
        range.first = {part.last.value + 1};
    }
}

/// A leaf or contiguous group reaches over `border` (arch/arm64/mm/mmu.c:addr_splits_kernel_leaf, 7.3).
bool splitsALeaf(const Snapshot &snapshot, std::uint64_t border)
{
    const auto row = snapshot.extents().find({border});
    if (!row || snapshot.extents().attributes(*row).isHole()) {
        return false;
    }
    const PagingGeometry &geometry = snapshot.geometry();
    const Level level = entryLevel(geometry, snapshot.extents().level(*row), snapshot.attributesOf(*row));
    const bool group = snapshot.attributesOf(*row).contiguous() && geometry.contiguousEntries(level) != 0;
    const ByteCount unit = group ? geometry.contiguousSpan(level) : geometry.span(level);
    return border % unit.value != 0;
}

SimulationResult finish(const Snapshot &snapshot, SnapshotEdit &edit, const std::string &what, SimulationLedger ledger)
{
    SimulationResult out;
    out.ledger = std::move(ledger);
    out.snapshot = edit.build(what);
    closeLedger(out.ledger, snapshot, *out.snapshot);
    return out;
}

/// What an offline of sections meets where HVO was at work (thread "Enable HUGETLB_PAGE_FREE_VMEMMAP for arm64").
void tellAboutHvo(const Snapshot &snapshot, const Places &places, SimulationLedger &ledger)
{
    const Stripes stripes = findStripes(snapshot);
    std::uint64_t inside = 0;
    ByteCount needed;
    for (const HugePageVmemmap &huge : stripes.hugePages) {
        if (huge.range.overlaps(places.vmemmapRange)) {
            ++inside;
            needed += huge.size.saved(keptPages(stripes.layout), snapshot.geometry().pageSize());
        }
    }
    if (inside == 0) {
        return;
    }
    ledger.memorySpent = needed;
    ledger.steps.push_back(fmt::format("{} optimised huge pages lie there: each is dissolved first, which takes {} of struct "
                                       "pages again; without that memory the offline fails",
                                       inside, runSizeText(needed)));
    const bool blocks = snapshot.geometry().granule() == Granule::Page4K;
    ledger.steps.push_back(blocks ? "each table that HVO split off holds the vmemmap of one section alone, so it is freed with it"
                                  : "vmemmap is mapped by pages from the start: HVO has added no table");
    ledger.assumptions.push_back("the vmemmap does not stand in the sections themselves (memmap_on_memory): such sections are "
                                 "never optimised");
}

} // namespace

ByteCount sectionSize(const PagingGeometry &geometry)
{
    return {std::uint64_t{1} << (geometry.granule() == Granule::Page64K ? 29U : 27U)};
}

Result<SimulationResult> simulateHotAdd(const Snapshot &snapshot, const HotplugRequest &request)
{
    const auto places = placesOf(snapshot, request);
    if (!places) {
        return tl::make_unexpected(places.error());
    }
    if (!isAll(snapshot, places->linearRange, false) || !isAll(snapshot, places->vmemmapRange, false)) {
        return fail(ErrorCode::BadArgument, physText(request), "memory is mapped there already");
    }
    const auto linear = patternRow(snapshot, *places->linear);
    const auto vmemmap = patternRow(snapshot, *places->vmemmap);
    if (!linear || !vmemmap) {
        return fail(ErrorCode::NothingFound, "hotplug", "nothing is mapped yet that shows how memory is mapped");
    }
    SnapshotEdit edit(snapshot);
    const PagingGeometry &geometry = snapshot.geometry();
    const bool pages = mapsByPagesOnly(snapshot, *places->linear);
    const std::uint64_t physOffset = request.first.value - places->linearRange.first.value;
    mapRange(edit, geometry, places->linearRange, LeafCutter(geometry, physOffset, {!pages, !pages}),
             snapshot.attributesOf(*linear));
    // vmemmap: blocks with 4K pages, never contiguous groups
    mapRange(edit, geometry, places->vmemmapRange,
             LeafCutter(geometry, 0, {geometry.granule() == Granule::Page4K, false}), snapshot.attributesOf(*vmemmap));
    SimulationLedger ledger;
    ledger.steps.push_back(
        fmt::format("{} of memory added: linear map {}, vmemmap {}", runSizeText(places->linearRange.size()),
                    addressText(places->linearRange.first.value), addressText(places->vmemmapRange.first.value)));
    ledger.memorySpent = places->vmemmapRange.size();
    ledger.assumptions.push_back(
        fmt::format("a struct page is {} bytes; vmemmap is taken from other memory", structPageBytes));
    ledger.assumptions.push_back(pages ? "new memory is mapped by pages, as the rest is"
                                       : "new memory is mapped by the largest leaves, as the rest is");
    return finish(snapshot, edit, "hot-add " + physText(request), std::move(ledger));
}

Result<SimulationResult> simulateHotRemove(const Snapshot &snapshot, const HotplugRequest &request)
{
    const auto places = placesOf(snapshot, request);
    if (!places) {
        return tl::make_unexpected(places.error());
    }
    if (!isAll(snapshot, places->linearRange, true)) {
        return fail(ErrorCode::BadArgument, physText(request), "not all of it is mapped in the linear map");
    }
    for (const AddrRange &range : {places->linearRange, places->vmemmapRange}) {
        if (splitsALeaf(snapshot, range.first.value) || splitsALeaf(snapshot, range.last.value + 1)) {
            return fail(ErrorCode::BadArgument, physText(request),
                        "an end of it lies inside a block or contiguous group of the "
                            + std::string(range == places->linearRange ? "linear map" : "vmemmap")
                            + ": 7.3 refuses, and memory of boot is never offlined");
        }
    }
    SnapshotEdit edit(snapshot);
    unmapWithTables(snapshot, std::span(&places->linearRange, 1), {}, edit);
    unmapWithTables(snapshot, std::span(&places->vmemmapRange, 1), {}, edit);
    SimulationLedger ledger;
    ledger.steps.push_back(
        fmt::format("{} of memory removed, tables that became empty freed", runSizeText(places->linearRange.size())));
    ledger.memorySaved = places->vmemmapRange.size();
    tellAboutHvo(snapshot, *places, ledger);
    ledger.assumptions.push_back("the sections were offline, and their vmemmap came from other memory");
    return finish(snapshot, edit, "hot-remove " + physText(request), std::move(ledger));
}

} // namespace ptscope
