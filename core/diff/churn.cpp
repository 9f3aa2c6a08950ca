// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/churn.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "core/owner/owner_map.h"
#include "core/snapshot/region_cursor.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

constexpr std::uint64_t stackSize = 16 * 1024;

bool hasMoved(const Alignment &alignment, std::string_view region)
{
    return std::any_of(alignment.moved.begin(), alignment.moved.end(),
                       [region](const MovedPart &part) { return part.region == region; });
}

bool isStackPage(const Snapshot &snapshot, std::uint32_t row)
{
    const RowClass rowClass = snapshot.classOf({row});
    return rowClass.leaf == LeafClass::Page && rowClass.access == AccessClass::RwNx;
}

/// True when the island around `row` looks like a kernel stack. Looks no further than a stack is large: islands of a million
/// rows must not be walked for each of them.
bool isStackLike(const Snapshot &snapshot, RowIndex row, ByteCount largest)
{
    const auto &extents = snapshot.extents();
    const auto joins = [&](std::uint32_t next, std::uint32_t behind) {
        return !extents.attributes({next}).isHole() && !extents.attributes({behind}).isHole()
            && extents.last({next}).value + 1 == extents.first({behind}).value;
    };
    ByteCount size;
    std::uint32_t first = row.value;
    while (first > 0 && joins(first - 1, first) && size <= largest) {
        size += extents.range({--first}).size();
    }
    size = {};
    for (std::uint32_t at = first; at < extents.size() && (at == first || joins(at - 1, at)); ++at) {
        size += extents.range({at}).size();
        if (size > largest || !isStackPage(snapshot, at)) {
            return false;
        }
    }
    return true;
}

/// What vmallocinfo says of `address`; nothing when it does not tell, or not for sure.
std::optional<OwnerKind> knownOwner(const Snapshot &snapshot, VirtAddr address)
{
    const auto entry = snapshot.owners().at(address);
    if (!entry || snapshot.companions() == nullptr) {
        return std::nullopt;
    }
    const Owner &owner = snapshot.owners().owner(entry->owner);
    const bool tells = owner.confidence == OwnerConfidence::Certain && owner.kind != OwnerKind::Freed
        && owner.evidence != OwnerEvidence::RegionName;
    return tells ? std::optional(owner.kind) : std::nullopt;
}

/// Nothing is mapped at `address`, or a short-lived island.
bool isShortLivedOrNothing(const Snapshot &snapshot, Mapping mapping, VirtAddr address, ByteCount largest)
{
    if (const auto owner = mapping.isHole() ? std::nullopt : knownOwner(snapshot, address)) {
        return *owner == OwnerKind::KernelStack;
    }
    const auto row = mapping.isHole() ? std::nullopt : snapshot.extents().find(address);
    return mapping.isHole() || (row && isStackLike(snapshot, *row, largest));
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
    RegionCursor regionsBefore(before);
    RegionCursor regionsAfter(after);
    for (ChangeIndex i = 0; i < changes.size(); ++i) {
        const Change change = changes.at(i);
        const VirtAddr earlier = change.rangeBefore().first;
        const std::string_view region = regionsAfter.nameAt(change.range.first);
        const bool inVmalloc = region.starts_with("vmalloc") || regionsBefore.nameAt(earlier).starts_with("vmalloc");
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
        + runSizeText(largestShortLived(snapshot)) + " between holes"
        + (snapshot.companions() != nullptr && snapshot.companions()->vmallocInfo
               ? ", or is one by vmallocinfo and nothing else by it"
               : "")
        + "; and tables left under holes there";
}

} // namespace ptscope
