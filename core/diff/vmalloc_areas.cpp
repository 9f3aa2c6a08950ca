// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/companion/companions.h"
#include "core/diff/vmalloc_areas.h"

#include <functional>

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

/// The leaves of an area. The guard page is a part of it, but its hole goes on as far as nothing else is mapped.
RowRange leavesIn(const ExtentTable &extents, AddrRange area)
{
    RowRange rows{extents.firstRowFrom(area.first), 0};
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
    for (std::uint32_t i = 0; i < owners.size(); ++i) {
        if (const auto area = areaOf(owners.entry(i))) {
            ++m_counts[area->likeness];
        }
    }
}

std::optional<NamedArea> NamedAreas::areaOf(const OwnerMap::Entry &entry) const
{
    const Owner &owner = m_snapshot.owners().owner(entry.owner);
    const RowRange rows = leavesIn(m_snapshot.extents(), entry.range);
    if (!isNamedByVmallocInfo(owner) || rows.begin == rows.end) {
        return std::nullopt;
    }
    NamedArea area;
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        area.mapped += m_snapshot.extents().attributes({row}).isHole() ? ByteCount{} : m_snapshot.extents().range({row}).size();
    }
    area.owner = std::hash<std::string>{}(nameOf(owner));
    area.likeness = shapeOf(m_snapshot, rows) * 31U + area.owner;
    return area;
}

std::optional<NamedArea> NamedAreas::at(VirtAddr address) const
{
    const auto entry = empty() ? std::nullopt : m_snapshot.owners().at(address);
    return entry ? areaOf(*entry) : std::nullopt;
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
