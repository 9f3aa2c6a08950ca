// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/leaf_cutter.h"

#include <algorithm>

namespace ptscope {

bool LeafCutter::fits(std::uint64_t address, std::uint64_t left, ByteCount unit) const
{
    const std::uint64_t mask = unit.value - 1;
    return unit.value != 0 && left >= unit.value && (address & mask) == 0 && ((address + m_physOffset) & mask) == 0;
}

bool LeafCutter::groupsAt(Level level) const
{
    return m_rules.groups && level != Level::Pud && (level == Level::Pte || m_rules.blockGroups);
}

/// As many whole units as fit, but not over a border at which a larger unit fits.
Leaf LeafCutter::run(AddrRange range, Level level, bool contiguous, ByteCount unit, ByteCount stopBefore) const
{
    std::uint64_t bytes = range.size().value / unit.value * unit.value;
    const std::uint64_t mask = stopBefore.value - 1;
    if (stopBefore.value != 0 && (m_physOffset & mask) == 0) {
        const std::uint64_t first = range.first.value;
        const std::uint64_t border = (first | mask) - first + 1;
        if (border < bytes && bytes - border >= stopBefore.value) {
            bytes = border;
        }
    }
    return {m_geometry.canonical(level), contiguous, {bytes}};
}

Leaf LeafCutter::next(AddrRange range) const
{
    const std::uint64_t at = range.first.value;
    const std::uint64_t left = range.size().value;
    ByteCount larger{};
    for (const Level level : {Level::Pud, Level::Pmd, Level::Pte}) {
        if (level != Level::Pte && (!m_rules.blocks || !m_geometry.allowsBlocks(level))) {
            continue;
        }
        // A folded PUD is the top level; its entries are blocks all the same where 4K pages allow it.
        const ByteCount unit = m_geometry.span(level);
        const ByteCount group = groupsAt(level) ? m_geometry.contiguousSpan(level) : ByteCount{};
        if (group.value != 0) {
            if (fits(at, left, group)) {
                return run(range, level, true, group, larger);
            }
            larger = group;
        }
        if (fits(at, left, unit)) {
            return run(range, level, false, unit, larger);
        }
        larger = unit;
    }
    return {Level::Pte, false, range.size()};
}

} // namespace ptscope
