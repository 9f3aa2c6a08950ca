// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/hvo_plan.h"

#include "core/simulate/hvo.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

Attributes kernelData(bool block)
{
    Attributes attributes;
    attributes.memoryType = MemoryType::Normal;
    for (const Attr attr : {Attr::PrivilegedNx, Attr::Shareable, Attr::Accessed, Attr::UserNx}) {
        attributes.set(attr);
    }
    attributes.set(Attr::Block, block);
    return attributes;
}

/// A dump of nothing but vmemmap.
SnapshotPtr emptyMachine(const HvoPlanRequest &request, const Dialect &dialect)
{
    const PagingGeometry &geometry = request.geometry;
    const bool blocks = geometry.granule() == Granule::Page4K;
    const ByteCount vmemmap{(request.memory.value >> geometry.pageShift()) * structPageBytes};
    AttributePool pool(dialect);
    const auto id = pool.intern(kernelData(blocks));
    ExtentTable rows;
    const std::uint64_t half = std::uint64_t{1} << (geometry.vaBits() - 1);
    const VirtAddr first{geometry.kernelBase().value + half};
    rows.append({AddrRange::fromSize(first, vmemmap), blocks ? geometry.canonical(Level::Pmd) : Level::Pte, *id, 1});
    SourceFacts source;
    source.label = runSizeText(request.memory) + " machine";
    return std::make_shared<const Snapshot>(
        Snapshot::Parts{std::move(rows), std::move(pool), {{"vmemmap start", 0, 0}, {"vmemmap end", 1, 0}},
                        {geometry, "asked for", true, false}, std::move(source), {}});
}

} // namespace

Result<HvoPlan> planHvo(const HvoPlanRequest &request, const Dialect &dialect)
{
    const ByteCount section{request.geometry.granule() == Granule::Page4K ? std::uint64_t{1} << 27U : request.size.size.value};
    const ByteCount room{std::uint64_t{1} << (request.geometry.vaBits() - 1)};
    if (request.memory.value == 0 || request.memory.value % section.value != 0 || request.memory > room) {
        return fail(ErrorCode::BadArgument, "--memory",
                    "memory in multiples of " + runSizeText(section) + " and at most " + runSizeText(room) + " is needed");
    }
    const SnapshotPtr machine = emptyMachine(request, dialect);
    auto places = hvoWhereFitting(*machine, request.size, request.count);
    if (!places) {
        return tl::make_unexpected(places.error());
    }
    if (places->hugePages.size() < request.count) {
        return fail(ErrorCode::BadArgument, "--count " + std::to_string(request.count),
                    "only " + std::to_string(places->hugePages.size()) + " fit");
    }
    places->layout = request.layout;
    auto result = simulateHvo(*machine, std::move(*places));
    if (!result) {
        return tl::make_unexpected(result.error());
    }
    HvoPlan plan;
    plan.machine = machine;
    plan.linesBefore = machine->extents().size();
    plan.linesAfter = result->snapshot->extents().size();
    const ByteCount page = request.geometry.pageSize();
    plan.tableBytes = page * result->ledger.tablesAllocated;
    const ByteCount each = request.size.saved(keptPages(request.layout), page);
    plan.breakEven = result->ledger.tablesAllocated == 0 ? 0 : page.value / each.value + 1;
    plan.result = std::move(*result);
    return plan;
}

std::vector<HvoSizeOffer> offersFor(const PagingGeometry &geometry, ByteCount memory, HvoLayout layout)
{
    std::vector<HvoSizeOffer> out;
    for (const HugePageSize &size : hugePageSizes(geometry)) {
        HvoSizeOffer offer{size, size.saved(keptPages(layout), geometry.pageSize()), memory.value / size.size.value, {}};
        offer.freedAll = offer.freedEach * offer.count;
        out.push_back(offer);
    }
    return out;
}

} // namespace ptscope
