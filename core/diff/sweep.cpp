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
    : m_extents(snapshot.extents()), m_row(m_extents.firstRowFrom(from)), m_silenceIsHole(!snapshot.dialect().printsHoles)
{
    m_levels[number(Level::Unknown)] = Level::Unknown;
    for (const Level level : allLevels) {
        m_levels[number(level)] = snapshot.geometry().canonical(level);
    }
}

void MappingCursor::seek(std::uint64_t address)
{
    const auto lasts = m_extents.lasts();
    while (m_row < m_extents.size() && lasts[m_row] < address) {
        ++m_row;
    }
}

MappingCursor::Stretch MappingCursor::at(std::uint64_t address)
{
    seek(address);
    const auto firsts = m_extents.firsts();
    const auto lasts = m_extents.lasts();
    if (m_row < m_extents.size() && firsts[m_row] <= address) {
        return {Mapping{m_levels[number(m_extents.levels()[m_row])], m_extents.attributeIds()[m_row]}, lasts[m_row]};
    }
    const std::uint64_t last = m_row < m_extents.size() ? firsts[m_row] - 1 : topAddress;
    return {m_silenceIsHole ? std::optional(Mapping{}) : std::nullopt, last};
}

namespace {

/// Rows from the two indices on that begin and end alike, one after the other without a hole, and say the same.
std::uint32_t alikeFrom(const ExtentTable &before, std::uint32_t i, const ExtentTable &after, std::uint32_t j,
                        const AttributeMatch &match)
{
    const std::uint32_t most = std::min(before.size() - i, after.size() - j);
    const std::uint64_t *firstsA = before.firsts().data() + i;
    const std::uint64_t *firstsB = after.firsts().data() + j;
    const std::uint64_t *lastsA = before.lasts().data() + i;
    const std::uint64_t *lastsB = after.lasts().data() + j;
    const Level *levelsA = before.levels().data() + i;
    const Level *levelsB = after.levels().data() + j;
    const AttributeId *idsA = before.attributeIds().data() + i;
    const AttributeId *idsB = after.attributeIds().data() + j;
    std::uint32_t n = 0;
    while (n < most && firstsA[n] == firstsB[n] && lastsA[n] == lastsB[n] && levelsA[n] == levelsB[n]
           && match.ofBefore(idsA[n]) == match.ofAfter(idsB[n]) && (n == 0 || firstsA[n] == lastsA[n - 1] + 1)) {
        ++n;
    }
    return n;
}

} // namespace

/// Where rows of both snapshots begin at `address`, passes over those that are alike. Returns the address behind them, or
/// `address` itself.
std::uint64_t MappingCursor::skipAlike(MappingCursor &before, MappingCursor &after, std::uint64_t address,
                                       std::uint64_t last, const AttributeMatch &match)
{
    before.seek(address);
    after.seek(address);
    const std::uint32_t n = alikeFrom(before.m_extents, before.m_row, after.m_extents, after.m_row, match);
    if (n == 0 || before.m_extents.firsts()[before.m_row] != address) {
        return address;
    }
    const auto firsts = before.m_extents.firsts().subspan(before.m_row, n);
    const auto inLane = static_cast<std::uint32_t>(std::upper_bound(firsts.begin(), firsts.end(), last) - firsts.begin());
    // The last of them is left to the caller: the lane may end within it, or the address space with it.
    before.m_row += inLane - 1;
    after.m_row += inLane - 1;
    return firsts[inLane - 1];
}

ByteCount sweep(const Snapshot &before, const Snapshot &after, const Lane &lane, AttributeMatch &match,
                ChangeTable &changes)
{
    ByteCount uncompared;
    const ChangeIndex begin = changes.size();
    MappingCursor from(before, {lane.range.first.value - lane.shift});
    MappingCursor to(after, lane.range.first);
    const bool comparesInPlace = lane.inBefore && lane.inAfter && lane.shift == 0;
    for (std::uint64_t at = lane.range.first.value;;) {
        if (comparesInPlace) {
            at = MappingCursor::skipAlike(from, to, at, lane.range.last.value, match);
        }
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
                    const Change change{{{at}, {last}}, lane.shift, *a.mapping, *b.mapping, kinds, false};
                    // Two areas may touch that stood apart: no change reaches over the border of a lane.
                    changes.size() == begin ? changes.append(change) : changes.appendOrExtend(change);
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
