// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/churn.h"

#include <algorithm>
#include <string_view>

#include "core/diff/islands.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

constexpr std::uint64_t stackSize = 16 * 1024;

std::string_view regionName(const Snapshot &snapshot, VirtAddr address)
{
    const auto row = snapshot.extents().find(address);
    const Region *region = row ? snapshot.regionOf(*row) : nullptr;
    return region != nullptr ? std::string_view(region->name) : std::string_view();
}

bool hasMoved(const Alignment &alignment, std::string_view region)
{
    return std::any_of(alignment.moved.begin(), alignment.moved.end(),
                       [region](const MovedPart &part) { return part.region == region; });
}

bool isStackLike(const Snapshot &snapshot, const Island &island, ByteCount largest)
{
    if (!island.guarded || island.range.size() > largest) {
        return false;
    }
    for (std::uint32_t row = island.rows.begin; row < island.rows.end; ++row) {
        const RowClass rowClass = snapshot.classOf({row});
        if (rowClass.leaf != LeafClass::Page || rowClass.access != AccessClass::RwNx) {
            return false;
        }
    }
    return true;
}

/// Nothing is mapped at `address`, or a short-lived island.
bool isShortLivedOrNothing(const Snapshot &snapshot, Mapping mapping, VirtAddr address, ByteCount largest)
{
    if (mapping.isHole()) {
        return true;
    }
    const auto row = snapshot.extents().find(address);
    return row && isStackLike(snapshot, islandAround(snapshot, *row), largest);
}

bool usesKasan(const Snapshot &snapshot)
{
    const auto &regions = snapshot.regions();
    return std::any_of(regions.begin(), regions.end(),
                       [](const Region &r) { return r.name.starts_with("Kasan") || r.name.starts_with("KASAN"); });
}

} // namespace

ByteCount largestShortLived(const Snapshot &snapshot)
{
    const std::uint64_t stack = std::max(stackSize, snapshot.geometry().pageSize().value);
    return {usesKasan(snapshot) ? 2 * stack : stack};
}

void markChurn(const Snapshot &before, const Snapshot &after, const Alignment &alignment, ChangeTable &changes)
{
    const ByteCount largest = std::max(largestShortLived(before), largestShortLived(after));
    for (ChangeIndex i = 0; i < changes.size(); ++i) {
        const Change change = changes.at(i);
        const VirtAddr earlier = change.rangeBefore().first;
        const std::string_view region = regionName(after, change.range.first);
        const bool inVmalloc = region.starts_with("vmalloc") || regionName(before, earlier).starts_with("vmalloc");
        const bool shortLived = inVmalloc && isShortLivedOrNothing(before, change.before, earlier, largest)
            && isShortLivedOrNothing(after, change.after, change.range.first, largest);
        const bool churn = change.kinds.is(ChangeKind::Table) ? inVmalloc || hasMoved(alignment, region) : shortLived;
        if (churn) {
            changes.markChurn(i);
        }
    }
}

std::string churnRule(const Snapshot &snapshot)
{
    return "churn is what came, went or moved in the vmalloc area and looks like a kernel stack: RW NX pages of at "
           "most "
        + runSizeText(largestShortLived(snapshot)) + " between holes; and tables left under holes there";
}

} // namespace ptscope
