// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/paging/level.h"

namespace ptscope {

enum class Granule : std::uint8_t { Page4K, Page16K, Page64K };
constexpr std::array<Granule, 3> allGranules{Granule::Page4K, Granule::Page16K, Granule::Page64K};

/// How an arm64 kernel cuts a virtual address: page size, VA bits, which levels exist (reference/ptdump-formats.md,
/// part 8; arch/arm64/include/asm/pgtable-hwdef.h, 6.1 to 7.3). Levels that do not exist are "folded": their entries are
/// the PGD's.
class PagingGeometry
{
public:
    /// Fails for combinations Linux does not build (vaBits outside 25..52, less than two levels).
    static Result<PagingGeometry> make(Granule granule, unsigned vaBits);
    /// 4K pages, 48-bit addresses: what most boards run.
    PagingGeometry();

    bool operator==(const PagingGeometry &) const = default;

    Granule granule() const { return m_granule; }
    unsigned vaBits() const { return m_vaBits; }
    unsigned pageShift() const { return m_pageShift; }
    ByteCount pageSize() const { return {std::uint64_t{1} << m_pageShift}; }
    unsigned levels() const { return m_levels; }
    unsigned bitsPerLevel() const { return m_pageShift - 3; }

    /// True when `level` has no table of its own in this geometry.
    bool isFolded(Level level) const;
    /// `level` itself, or Pgd when it is folded. Unknown counts as Pte.
    Level canonical(Level level) const;
    /// The next lower level that exists. Call with anything but Pte.
    Level below(Level level) const;
    /// The next higher level that exists. Call with anything but Pgd.
    Level above(Level level) const;
    /// log2 of the bytes that one entry of `level` spans (folded levels: as the PGD).
    unsigned shift(Level level) const { return m_shift[number(canonical(level))]; }
    ByteCount span(Level level) const { return {std::uint64_t{1} << shift(level)}; }
    /// log2 of the bytes that one whole table of `level` spans; 64 at most.
    unsigned tableShift(Level level) const;
    /// Entries in one table of `level`; the PGD may have fewer than the others.
    unsigned entries(Level level) const;
    /// Index of `address` in its table of `level`. Upper bits (TTBR1's ones) are ignored.
    unsigned index(Level level, VirtAddr address) const;
    /// First address that the table entry holding `address` spans.
    VirtAddr entryBase(Level level, VirtAddr address) const;

    /// Entries in one contiguous group, 0 where Linux forms none (CONT_PTES, CONT_PMDS).
    unsigned contiguousEntries(Level level) const;
    /// Bytes of one contiguous group.
    ByteCount contiguousSpan(Level level) const;
    /// Linux maps leaves here: PTE and PMD always, PUD with 4K pages only (pud_sect_supported()).
    bool allowsBlocks(Level level) const;

    /// First address of the kernel half, -(2^vaBits).
    VirtAddr kernelBase() const { return {~std::uint64_t{0} << m_vaBits}; }

private:
    PagingGeometry(Granule granule, unsigned vaBits, unsigned levels);

    Granule m_granule = Granule::Page4K;
    std::uint8_t m_vaBits = 48;
    std::uint8_t m_pageShift = 12;
    std::uint8_t m_levels = 4;
    std::array<std::uint8_t, levelCount> m_shift{};
};

/// A geometry and why it is believed.
struct GeometryFinding {
    PagingGeometry geometry;
    std::string reason;     ///< one sentence without full stop, for people and for stat's geometry_reason
    bool overridden = false;///< the user said so
    bool assumed = false;   ///< the text did not settle it; a default was taken
};

} // namespace ptscope
