// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/paging/geometry.h"

namespace ptscope {

struct Leaf {
    Level level = Level::Pte;
    bool contiguous = false;
    ByteCount size; ///< of the run of equal leaves that begins here
};

struct LeafRules {
    bool blocks = true;
    bool groups = true;
    bool blockGroups = true; ///< contiguous groups of blocks too, which vmap never makes
};

/// Cuts a range of virtual addresses that map physical memory in one piece into leaves, the way create_mapping does
/// (arch/arm64/mm/mmu.c: alloc_init_pud, alloc_init_cont_pmd, init_pmd, alloc_init_cont_pte, 6.1 to 7.3): at each level a block
/// where virtual and physical address are aligned and the rest is long enough; a contiguous group where all of it lies in
/// the range.
class LeafCutter
{
public:
    /// `physOffset`: physical minus virtual address (mod 2^64).
    LeafCutter(const PagingGeometry &geometry, std::uint64_t physOffset, LeafRules rules)
        : m_geometry(geometry), m_physOffset(physOffset), m_rules(rules)
    { }

    /// The leaves at the start of `range`: as many alike as follow each other.
    Leaf next(AddrRange range) const;

private:
    bool groupsAt(Level level) const;
    bool fits(std::uint64_t address, std::uint64_t left, ByteCount unit) const;
    Leaf run(AddrRange range, Level level, bool contiguous, ByteCount unit, ByteCount stopBefore) const;

    const PagingGeometry &m_geometry;
    std::uint64_t m_physOffset;
    LeafRules m_rules;
};

} // namespace ptscope
