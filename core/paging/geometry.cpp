// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paging/geometry.h"

namespace ptscope {

namespace {

constexpr unsigned minVaBits = 25;
constexpr unsigned maxVaBits = 52;

unsigned pageShiftOf(Granule granule)
{
    return granule == Granule::Page4K ? 12 : granule == Granule::Page16K ? 14 : 16;
}

/// CONFIG_PGTABLE_LEVELS: as many levels as the bits above the page offset need (arch/arm64/include/asm/
/// pgtable-hwdef.h:ARM64_HW_PGTABLE_LEVELS).
unsigned levelsFor(unsigned pageShift, unsigned vaBits)
{
    const unsigned perLevel = pageShift - 3;
    return (vaBits - pageShift + perLevel - 1) / perLevel;
}

} // namespace

Result<PagingGeometry> PagingGeometry::make(Granule granule, unsigned vaBits)
{
    const unsigned pageShift = pageShiftOf(granule);
    if (vaBits < minVaBits || vaBits > maxVaBits) {
        return fail(ErrorCode::BadArgument, "va_bits " + std::to_string(vaBits), "25 to 52 are possible");
    }
    const unsigned levels = levelsFor(pageShift, vaBits);
    if (levels < 2 || levels > levelCount) {
        return fail(ErrorCode::BadArgument, "va_bits " + std::to_string(vaBits), "two to five table levels are possible");
    }
    return PagingGeometry(granule, vaBits, levels);
}

PagingGeometry::PagingGeometry() : PagingGeometry(Granule::Page4K, 48, 4) {}

PagingGeometry::PagingGeometry(Granule granule, unsigned vaBits, unsigned levels)
    : m_granule(granule), m_vaBits(static_cast<std::uint8_t>(vaBits)),
      m_pageShift(static_cast<std::uint8_t>(pageShiftOf(granule))), m_levels(static_cast<std::uint8_t>(levels))
{
    for (const Level level : allLevels) {
        const unsigned heightAbovePte = level == Level::Pgd ? levels - 1 : 4U - number(level);
        m_shift[number(level)] = static_cast<std::uint8_t>(m_pageShift + heightAbovePte * bitsPerLevel());
    }
}

bool PagingGeometry::isFolded(Level level) const
{
    switch (level) {
    case Level::P4d:
        return m_levels < 5;
    case Level::Pud:
        return m_levels < 4;
    case Level::Pmd:
        return m_levels < 3;
    default:
        return false;
    }
}

Level PagingGeometry::canonical(Level level) const
{
    if (level == Level::Unknown) {
        return Level::Pte;
    }
    return isFolded(level) ? Level::Pgd : level;
}

Level PagingGeometry::below(Level level) const
{
    unsigned n = number(level) + 1U;
    while (n < number(Level::Pte) && isFolded(levelFromNumber(n))) {
        ++n;
    }
    return levelFromNumber(n > number(Level::Pte) ? number(Level::Pte) : n);
}

Level PagingGeometry::above(Level level) const
{
    unsigned n = number(level);
    while (n > 0 && isFolded(levelFromNumber(--n))) {
    }
    return levelFromNumber(n);
}

unsigned PagingGeometry::tableShift(Level level) const
{
    return canonical(level) == Level::Pgd ? m_vaBits : shift(level) + bitsPerLevel();
}

unsigned PagingGeometry::entries(Level level) const
{
    return 1U << (tableShift(level) - shift(level));
}

unsigned PagingGeometry::index(Level level, VirtAddr address) const
{
    return static_cast<unsigned>(address.value >> shift(level)) & (entries(level) - 1);
}

VirtAddr PagingGeometry::entryBase(Level level, VirtAddr address) const
{
    return {address.value & ~(span(level).value - 1)};
}

unsigned PagingGeometry::contiguousEntries(Level level) const
{
    const bool pte = canonical(level) == Level::Pte;
    const bool pmd = !pte && shift(level) == m_pageShift + bitsPerLevel();
    if (!pte && !pmd) {
        return 0;
    }
    switch (m_granule) {
    case Granule::Page4K:
        return 16;
    case Granule::Page16K:
        return pte ? 128 : 32;
    case Granule::Page64K:
        return 32;
    }
    return 0;
}

ByteCount PagingGeometry::contiguousSpan(Level level) const
{
    return span(level) * contiguousEntries(level);
}

bool PagingGeometry::allowsBlocks(Level level) const
{
    const unsigned height = (shift(level) - m_pageShift) / bitsPerLevel();
    return height <= 1 || (height == 2 && m_granule == Granule::Page4K);
}

} // namespace ptscope
