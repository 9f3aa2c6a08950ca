// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/companion/companions.h"
#include "core/diff/vmalloc_areas.h"

#include <algorithm>
#include <functional>
#include <span>

#include "core/diff/islands.h"

namespace ptscope {

namespace {

bool isNamedByVmallocInfo(const Owner &owner)
{
    return owner.confidence == OwnerConfidence::Certain && owner.kind != OwnerKind::Freed
        && owner.kind != OwnerKind::KernelImage && owner.evidence != OwnerEvidence::RegionName
        && owner.evidence != OwnerEvidence::Ram;
}

/// Offsets into functions differ between two builds of one kernel; names do not.
std::string nameOf(const Owner &owner)
{
    return shortText(owner) + "\n" + owner.module;
}

NamedAreas::NamedOwner namedOwner(const Owner &owner)
{
    const std::hash<std::string> hash;
    return {isNamedByVmallocInfo(owner), owner.kind, hash(nameOf(owner)), hash(owner.caller)};
}

/// The first of ascending `values` from `index` on that is at least `wanted`, looked for in growing steps.
std::size_t reachFrom(std::span<const std::uint64_t> values, std::size_t index, std::uint64_t wanted)
{
    std::size_t step = 1;
    while (index + step < values.size() && values[index + step] < wanted) {
        step *= 2;
    }
    const auto end = values.begin() + static_cast<std::ptrdiff_t>(std::min(index + step + 1, values.size()));
    return static_cast<std::size_t>(
        std::lower_bound(values.begin() + static_cast<std::ptrdiff_t>(index + step / 2), end, wanted) - values.begin());
}

/// The leaves of an area, of which row `from` is the first that ends in or behind it. The guard page is a part of it, but its hole goes on as far as nothing else is mapped.
RowRange leavesIn(const ExtentTable &extents, AddrRange area, std::uint32_t from)
{
    RowRange rows{from, 0};
    while (rows.begin < extents.size() && extents.attributes({rows.begin}).isHole()
           && extents.first({rows.begin}) <= area.last) {
        ++rows.begin;
    }
    rows.end = rows.begin;
    for (std::uint32_t row = rows.begin; row < extents.size() && extents.first({row}) <= area.last; ++row) {
        rows.end = extents.attributes({row}).isHole() ? rows.end : row + 1;
    }
    return rows;
}

} // namespace

NamedAreas::NamedAreas(const Snapshot &snapshot) : m_snapshot(snapshot)
{
    if (snapshot.companions() == nullptr || !snapshot.companions()->vmallocInfo) {
        return;
    }
    const OwnerMap &owners = snapshot.owners();
    const auto lasts = snapshot.extents().lasts();
    std::vector<NamedOwner> named; // many areas have one owner
    for (const Owner &owner : owners.owners()) {
        named.push_back(namedOwner(owner));
    }
    m_areas.reserve(owners.size());
    std::uint32_t row = 0;
    for (std::uint32_t i = 0; i < owners.size(); ++i) {
        const OwnerMap::Entry entry = owners.entry(i);
        if (!named[entry.owner.value].certain) {
            continue;
        }
        // Areas ascend as rows do: mostly the next one is a row or two ahead.
        row = static_cast<std::uint32_t>(reachFrom(lasts, row, entry.range.first.value));
        if (const auto area = areaOf(entry, named[entry.owner.value], row)) {
            m_areas.push_back(*area);
            ++m_counts[area->likeness];
        }
    }
}

std::optional<NamedArea> NamedAreas::areaOf(const OwnerMap::Entry &entry, const NamedOwner &owner, std::uint32_t row) const
{
    const ExtentTable &extents = m_snapshot.extents();
    const RowRange rows = leavesIn(extents, entry.range, row);
    if (rows.begin == rows.end) {
        return std::nullopt;
    }
    NamedArea area;
    area.range = entry.range;
    area.lastMapped = std::min(extents.last({rows.end - 1}), entry.range.last);
    area.stack = owner.kind == OwnerKind::KernelStack;
    for (std::uint32_t leaf = rows.begin; leaf < rows.end; ++leaf) {
        area.mapped += extents.attributes({leaf}).isHole() ? ByteCount{} : extents.range({leaf}).size();
    }
    area.owner = owner.name;
    // A device is known by where it is, whoever asks for it.
    const bool device = owner.kind == OwnerKind::Ioremap && entry.phys;
    area.caller = owner.caller * 31U + area.owner + (device ? entry.phys->value : 0);
    area.likeness = shapeOf(m_snapshot, rows) * 31U + area.owner;
    return area;
}

std::optional<NamedArea> NamedAreas::at(VirtAddr address) const
{
    const auto area = std::lower_bound(m_areas.begin(), m_areas.end(), address,
                                       [](const NamedArea &a, VirtAddr place) { return a.range.last < place; });
    return area != m_areas.end() && area->range.contains(address) ? std::optional(*area) : std::nullopt;
}

std::uint32_t NamedAreas::countOf(std::uint64_t likeness) const
{
    const auto found = m_counts.find(likeness);
    return found == m_counts.end() ? 0 : found->second;
}

void tellReusedAddresses(const NamedAreas &before, const NamedAreas &after, ChangeTable &changes)
{
    if (before.empty() || after.empty()) {
        return;
    }
    for (ChangeIndex i = 0; i < changes.size(); ++i) {
        const Change change = changes.at(i);
        if (change.before.isHole() || change.after.isHole() || change.shift != 0) {
            continue;
        }
        const auto earlier = before.at(change.range.first);
        const auto later = after.at(change.range.first);
        if (earlier && later && (earlier->mapped != later->mapped || earlier->owner != later->owner)) {
            changes.markReplaced(i);
        }
    }
}

} // namespace ptscope
