// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/churn.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "core/companion/companions.h"
#include "core/diff/diff.h"
#include "core/owner/owner_map.h"
#include "core/paging/dialect.h"
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
    const auto entry = snapshot.companions() == nullptr ? std::nullopt : snapshot.owners().at(address);
    if (!entry) {
        return std::nullopt;
    }
    const Owner &owner = snapshot.owners().owner(entry->owner);
    const bool tells = owner.confidence == OwnerConfidence::Certain && owner.kind != OwnerKind::Freed
        && owner.evidence != OwnerEvidence::RegionName;
    return tells ? std::optional(owner.kind) : std::nullopt;
}

/// What one side of a change is asked by.
struct ChurnSide {
    const NamedAreas &areas;
    const NamedAreas &others; ///< of the other snapshot
    ByteCount largest;

    /// Nothing is mapped at `address`, or what counts as churn when it comes or goes. `inPlace`: not held against its counterpart
    /// elsewhere already.
    bool isNoise(Mapping mapping, VirtAddr address, bool inPlace) const
    {
        if (mapping.isHole()) {
            return true;
        }
        const Snapshot &snapshot = areas.snapshot();
        if (const auto owner = knownOwner(snapshot, address)) {
            return *owner == OwnerKind::KernelStack || (inPlace && standsElsewhere(address));
        }
        const auto row = snapshot.extents().find(address);
        return row && isStackLike(snapshot, *row, largest);
    }

private:
    bool standsElsewhere(VirtAddr address) const
    {
        const auto area = areas.at(address);
        return area && areas.countOf(area->likeness) == others.countOf(area->likeness);
    }
};

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

namespace {

/// A hole where only the later snapshot is looked at: what stood there before is compared elsewhere.
bool isLeftBehind(const Alignment &alignment, const Snapshot &before, const Change &change)
{
    return !alignment.areas.empty() && change.before.isHole() && change.before.level == Level::Unknown
        && before.dialect().printsHoles;
}

} // namespace

void markChurn(const NamedAreas &before, const NamedAreas &after, const Alignment &alignment, KptiSwitch kpti,
               ChangeTable &changes)
{
    const ByteCount largest = std::max(largestShortLived(before.snapshot()), largestShortLived(after.snapshot()));
    const ChurnSide earlier{before, after, largest};
    const ChurnSide later{after, before, largest};
    RegionCursor regionsBefore(before.snapshot());
    RegionCursor regionsAfter(after.snapshot());
    for (ChangeIndex i = 0; i < changes.size(); ++i) {
        const Change change = changes.at(i);
        const VirtAddr from = change.rangeBefore().first;
        const std::string_view region = regionsAfter.nameAt(change.range.first);
        const bool inVmalloc = region.starts_with("vmalloc") || regionsBefore.nameAt(from).starts_with("vmalloc");
        const bool inPlace = change.shift == 0;
        const bool isNoise = inVmalloc && earlier.isNoise(change.before, from, inPlace)
            && later.isNoise(change.after, change.range.first, inPlace);
        const bool isOfKpti = kpti != KptiSwitch::None
            && (differsInGlobalAlone(before.snapshot(), after.snapshot(), change)
                || isTrampoline(before.snapshot(), after.snapshot(), kpti, change));
        const bool churn = change.kinds.is(ChangeKind::Table)
            ? inVmalloc || hasMoved(alignment, region) || isLeftBehind(alignment, before.snapshot(), change)
            : isNoise || isOfKpti;
        if (churn) {
            changes.markChurn(i);
        }
    }
}

std::string churnRule(const Diff &diff)
{
    const auto isNamed = [](const Snapshot &snapshot) {
        return snapshot.companions() != nullptr && snapshot.companions()->vmallocInfo;
    };
    std::string out = "churn is what came, went or moved in the vmalloc area and looks like a kernel stack: RW NX pages of at most "
        + runSizeText(std::max(largestShortLived(*diff.before), largestShortLived(*diff.after))) + " between holes";
    if (isNamed(*diff.before) || isNamed(*diff.after)) {
        out += ", or is one by vmallocinfo and nothing else by it";
    }
    out += "; tables left under holes there";
    if (isNamed(*diff.before) && isNamed(*diff.after)) {
        out += "; areas that stand elsewhere, as many of one caller, size and rights in both vmallocinfos";
    }
    if (diff.kpti != KptiSwitch::None) {
        out += "; of KPTI, NG alone, which it sets on every mapping, and its trampoline in the fixmap";
    }
    return out;
}

} // namespace ptscope
