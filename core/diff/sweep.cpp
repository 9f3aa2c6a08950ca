// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/sweep.h"

#include <algorithm>

#include "core/paging/dialect.h"

namespace ptscope {

namespace {

constexpr std::uint64_t topAddress = ~std::uint64_t{0};

MappingCursor::Stretch nothing()
{
    return {Mapping{}, topAddress};
}

} // namespace

MappingCursor::MappingCursor(const Snapshot &snapshot, VirtAddr from)
    : m_extents(snapshot.extents()), m_geometry(snapshot.geometry()), m_row(m_extents.firstRowFrom(from)),
      m_silenceIsHole(!snapshot.dialect().printsHoles)
{ }

MappingCursor::Stretch MappingCursor::at(std::uint64_t address)
{
    const auto firsts = m_extents.firsts();
    const auto lasts = m_extents.lasts();
    while (m_row < m_extents.size() && lasts[m_row] < address) {
        ++m_row;
    }
    if (m_row < m_extents.size() && firsts[m_row] <= address) {
        const Level level = m_extents.levels()[m_row];
        return {Mapping{level == Level::Unknown ? level : m_geometry.canonical(level), m_extents.attributeIds()[m_row]},
                lasts[m_row]};
    }
    const std::uint64_t last = m_row < m_extents.size() ? firsts[m_row] - 1 : topAddress;
    return {m_silenceIsHole ? std::optional(Mapping{}) : std::nullopt, last};
}

ByteCount sweep(const Snapshot &before, const Snapshot &after, const Lane &lane, AttributeMatch &match,
                ChangeTable &changes)
{
    ByteCount uncompared;
    MappingCursor from(before, {lane.range.first.value - lane.shift});
    MappingCursor to(after, lane.range.first);
    for (std::uint64_t at = lane.range.first.value;;) {
        const auto a = lane.inBefore ? from.at(at - lane.shift) : nothing();
        const auto b = lane.inAfter ? to.at(at) : nothing();
        const std::uint64_t reach = std::min(a.last - (at - lane.shift), b.last - at);
        const std::uint64_t last = at + std::min(reach, lane.range.last.value - at);
        if (a.mapping && b.mapping) {
            if (!match.equal(*a.mapping, *b.mapping)) {
                ChangeKinds kinds = match.kinds(*a.mapping, *b.mapping);
                if (kinds.empty() && !lane.inBefore) {
                    kinds.add(
                        ChangeKind::Table); // of the earlier snapshot nothing is known here, not even a hole's level
                }
                if (!kinds.empty()) {
                    changes.appendOrExtend({{{at}, {last}}, lane.shift, *a.mapping, *b.mapping, kinds, false});
                }
            }
        } else if ((a.mapping && !a.mapping->isHole()) || (b.mapping && !b.mapping->isHole())) {
            uncompared += AddrRange{{at}, {last}}.size();
        }
        if (last == lane.range.last.value) {
            return uncompared;
        }
        at = last + 1;
    }
}

} // namespace ptscope
