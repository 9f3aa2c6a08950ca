// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fmt/format.h>

#include "core/diff/alignment.h"
#include "core/simulate/hvo.h"
#include "core/simulate/hvo_vmemmap.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

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

/// Rows join: a huge page may reach over a block and the pages of a table that was split once.
std::vector<AddrRange> writableStretches(const Snapshot &snapshot, const Region &vmemmap)
{
    std::vector<AddrRange> out;
    for (std::uint32_t row = vmemmap.rows.begin; row < vmemmap.rows.end; ++row) {
        if (!snapshot.isMapped({row}) || !snapshot.attributesOf({row}).writable()) {
            continue;
        }
        const AddrRange range = snapshot.extents().range({row});
        if (!out.empty() && out.back().last.value + 1 == range.first.value) {
            out.back().last = range.last;
        } else {
            out.push_back(range);
        }
    }
    return out;
}

/// Where whole huge pages fit: stretches cut to the alignment of their vmemmap.
std::vector<AddrRange> roomIn(const Snapshot &snapshot, const Region &vmemmap, const HugePageSize &size,
                              const std::vector<AddrRange> *allowed)
{
    std::vector<AddrRange> out;
    const std::uint64_t step = size.vmemmap.value;
    const auto take = [&](AddrRange range) {
        const std::uint64_t first = (range.first.value + step - 1) / step * step;
        const std::uint64_t end = range.last.value / step * step + (range.last.value % step == step - 1 ? step : 0);
        if (first >= range.first.value && first < end) {
            out.push_back({{first}, {end - 1}});
        }
    };
    for (const AddrRange &writable : writableStretches(snapshot, vmemmap)) {
        if (allowed == nullptr) {
            take(writable);
            continue;
        }
        for (const AddrRange &part : *allowed) {
            if (part.overlaps(writable)) {
                take(intersection(part, writable));
            }
        }
    }
    return out;
}

/// Huge pages of the wanted sizes that `others` lack.
std::vector<HugePageVmemmap> withoutThose(const std::vector<HugePageVmemmap> &hugePages,
                                          const std::vector<HugePageVmemmap> &others,
                                          const std::vector<HugePageSize> &sizes)
{
    std::vector<HugePageVmemmap> out;
    for (const HugePageVmemmap &huge : hugePages) {
        const auto found =
            std::lower_bound(others.begin(), others.end(), huge.range.first,
                             [](const HugePageVmemmap &other, VirtAddr at) { return other.range.first < at; });
        if (isWanted(sizes, huge.size) && (found == others.end() || found->range != huge.range)) {
            out.push_back(huge);
        }
    }
    return out;
}

} // namespace

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
    const Stripes already = findStripes(snapshot);
    const std::uint64_t shift = shiftBetween(other, snapshot);
    HvoRequest request;
    request.layout = stripes.hugePages.empty() ? already.layout : stripes.layout;
    std::vector<HugePageVmemmap> all;
    for (HugePageVmemmap huge : stripes.hugePages) {
        huge.range = {{huge.range.first.value + shift}, {huge.range.last.value + shift}};
        all.push_back(huge);
    }
    request.giveBack = withoutThose(already.hugePages, all, sizes);
    const SnapshotPtr given =
        request.giveBack.empty() ? nullptr : giveBack(snapshot, request.giveBack, already.layout).snapshot;
    const Snapshot &free = given == nullptr ? snapshot : *given;
    for (const HugePageVmemmap &huge : all) {
        if (isWanted(sizes, huge.size) && isPlainVmemmap(free, huge.range)) {
            request.hugePages.push_back(huge);
        }
    }
    request.splitOnly = scarsOf(snapshot, **here, other, **there, shift, all);
    return request;
}

Result<HvoRequest> hvoWhereFitting(const Snapshot &snapshot, const HugePageSize &size, std::uint64_t count,
                                   const std::vector<AddrRange> *allowed)
{
    const auto vmemmap = vmemmapOrError(snapshot);
    if (!vmemmap) {
        return tl::make_unexpected(vmemmap.error());
    }
    if (!size.eligible) {
        return refuseHvo(runSizeText(size.size), "huge pages of this size have too little vmemmap: nothing to free");
    }
    HvoRequest request;
    for (const AddrRange &room : roomIn(snapshot, **vmemmap, size, allowed)) {
        for (std::uint64_t n = 0; n < room.size() / size.vmemmap && request.hugePages.size() < count; ++n) {
            request.hugePages.push_back({AddrRange::fromSize(room.first + size.vmemmap * n, size.vmemmap), size});
        }
    }
    return request;
}

std::uint64_t hvoRoomFor(const Snapshot &snapshot, const HugePageSize &size, const std::vector<AddrRange> *allowed)
{
    const Region *vmemmap = vmemmapOf(snapshot);
    if (vmemmap == nullptr || !size.eligible) {
        return 0;
    }
    std::uint64_t count = 0;
    for (const AddrRange &room : roomIn(snapshot, *vmemmap, size, allowed)) {
        count += room.size() / size.vmemmap;
    }
    return count;
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
            return refuseHvo(runSizeText(size.size), "huge pages of this size have too little vmemmap: nothing to free");
        }
        if (range.first.value % size.vmemmap.value != 0 || range.size().value % size.vmemmap.value != 0) {
            return refuseHvo(printedRange(range),
                       "not aligned to " + runSizeText(size.vmemmap) + ", the vmemmap of one huge page of "
                           + runSizeText(size.size));
        }
        if (!(*vmemmap)->range->contains(range)) {
            return refuseHvo(printedRange(range), "outside the vmemmap region " + printedRange(*(*vmemmap)->range));
        }
        for (std::uint64_t n = 0; n < range.size() / size.vmemmap; ++n) {
            request.hugePages.push_back({AddrRange::fromSize(range.first + size.vmemmap * n, size.vmemmap), size});
        }
    }
    return request;
}

} // namespace ptscope
