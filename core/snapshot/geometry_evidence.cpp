// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/geometry_evidence.h"

#include <algorithm>
#include <bit>

namespace ptscope {

namespace {

constexpr std::uint64_t structPageBytes = 64;
constexpr std::uint64_t mib = std::uint64_t{1} << 20;
constexpr std::uint64_t gib = std::uint64_t{1} << 30;

void gatherBorders(const ExtentTable &extents, GeometryEvidence &evidence)
{
    const auto firsts = extents.firsts();
    const auto lasts = extents.lasts();
    const auto levels = extents.levels();
    // Rows of one level come in crowds: within one, the sum stays in a register.
    for (std::uint32_t i = 0; i < extents.size();) {
        const Level level = levels[i];
        const std::uint32_t begin = i;
        std::uint64_t borders = 0;
        for (; i < extents.size() && levels[i] == level; ++i) {
            borders |= firsts[i] | (lasts[i] + 1);
        }
        evidence.borders[number(level)] |= borders;
        evidence.rows[number(level)] += i - begin;
    }
}

void gatherVaBits(const ExtentTable &extents, GeometryEvidence &evidence)
{
    // Kernels 5.6 to 5.10 begin with a bogus hole from 0 to the kernel half (ptdump-formats.md, 3.5).
    const bool bogusHole = extents.firsts()[0] == 0 && extents.lasts()[0] >> 63 != 0 && extents.size() > 1;
    const std::uint64_t first = bogusHole ? extents.lasts()[0] + 1 : extents.firsts()[0];
    if (first == 0) {
        const std::uint64_t end = extents.lasts()[extents.size() - 1] + 1;
        if (std::has_single_bit(end)) {
            evidence.exactVaBits = static_cast<unsigned>(std::countr_zero(end));
        }
        return;
    }
    evidence.leastVaBits = 64U - static_cast<unsigned>(std::countl_one(first));
    const bool offered = std::any_of(allGranules.begin(), allGranules.end(),
                                     [&](Granule granule) { return isOffered(granule, evidence.leastVaBits); });
    if (std::has_single_bit(~first + 1) && offered && evidence.whole) {
        evidence.exactVaBits = evidence.leastVaBits;
    }
}

bool nameStartsWith(std::string_view text, std::string_view lowerCase)
{
    return text.size() >= lowerCase.size()
        && std::equal(lowerCase.begin(), lowerCase.end(), text.begin(), [](char a, char b) {
               return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
           });
}

/// Modules begin at -2^(VA_BITS_MIN - 1), vmalloc behind them: 2G since 6.5, 128M before.
void noteModules(std::uint64_t start, GeometryEvidence &evidence)
{
    for (const std::uint64_t modules : {std::uint64_t{0}, 2 * gib, 128 * mib}) {
        const std::uint64_t base = ~(start - modules) + 1;
        if (std::has_single_bit(base)) {
            evidence.leastKernelBits = static_cast<unsigned>(std::countr_zero(base)) + 1;
        }
    }
}

void gatherRegion(const Region &region, GeometryEvidence &evidence)
{
    const bool flippedLinear =
        nameStartsWith(region.name, "linear mapping") || nameStartsWith(region.name, "kernel mapping");
    evidence.whole |= flippedLinear;
    if (!region.range) {
        return;
    }
    if (region.name == "vmemmap") {
        evidence.vmemmapBytes = region.range->size().value;
        evidence.vmemmapPlaces.push_back(region.range->first.value);
    } else if (region.name == "vmalloc()") {
        noteModules(region.range->first.value, evidence);
        evidence.vmemmapPlaces.push_back(region.range->printedEnd() + 8 * mib);
        evidence.vmemmapPlaces.push_back(region.range->printedEnd() + 256 * mib);
    } else if (region.name == "Modules") {
        noteModules(region.range->first.value, evidence);
    }
}

std::uint64_t vmemmapBytesOf(const PagingGeometry &geometry)
{
    const std::uint64_t linear =
        (std::uint64_t{1} << geometry.vaBits()) - (std::uint64_t{1} << (leastBitsOf(geometry) - 1));
    return (linear >> geometry.pageShift()) * structPageBytes;
}

} // namespace

bool isOffered(Granule granule, unsigned vaBits)
{
    switch (vaBits) {
    case 36:
    case 47:
        return granule == Granule::Page16K;
    case 39:
        return granule == Granule::Page4K;
    case 42:
        return granule == Granule::Page64K;
    case 48:
    case 52:
        return true;
    default:
        return false;
    }
}

unsigned leastBitsOf(const PagingGeometry &geometry)
{
    return geometry.vaBits() != 52 ? geometry.vaBits() : geometry.granule() == Granule::Page16K ? 47 : 48;
}

GeometryEvidence gatherEvidence(const ExtentTable &extents, const std::vector<Marker> &markers)
{
    GeometryEvidence evidence;
    gatherBorders(extents, evidence);
    for (const Region &region : regionsFrom(markers, extents)) {
        gatherRegion(region, evidence);
    }
    gatherVaBits(extents, evidence);
    if (markers.empty()) {
        evidence.vmemmapPlaces = {extents.firsts()[0], extents.lasts()[extents.size() - 1] + 1 + 8 * mib};
    }
    const bool flipped = std::any_of(markers.begin(), markers.end(), [](const Marker &m) {
        return nameStartsWith(m.name, "linear mapping") && m.name.size() == std::string_view("linear mapping").size();
    });
    if (flipped) {
        evidence.leastKernelBits.reset();
    }
    return evidence;
}

bool wordsFit(const PagingGeometry &geometry, const GeometryEvidence &evidence)
{
    // A folded PMD is still printed as PMD by 6.9 and later when it maps a block (ptdump-formats.md, 3.4).
    return !(evidence.saw(Level::P4d) && geometry.isFolded(Level::P4d))
        && !(evidence.saw(Level::Pud) && geometry.isFolded(Level::Pud));
}

bool bordersFit(const PagingGeometry &geometry, const GeometryEvidence &evidence)
{
    for (const Level level : allLevels) {
        if ((evidence.borders[number(level)] & (geometry.span(level).value - 1)) != 0) {
            return false;
        }
    }
    return (evidence.borders[number(Level::Unknown)] & (geometry.pageSize().value - 1)) == 0;
}

/// vmemmap holds one struct page for each page that the linear map could reach
/// (arch/arm64/include/asm/memory.h:VMEMMAP_SIZE, 6.1 to 7.3).
bool vmemmapLengthFits(const PagingGeometry &geometry, const GeometryEvidence &evidence)
{
    return evidence.vmemmapBytes == vmemmapBytesOf(geometry);
}

/// VMEMMAP_START ends 1G below the top since 6.9; before, a power of two below it (ptdump-formats.md, 6.1 and 6.2).
bool vmemmapPlaceFits(const PagingGeometry &geometry, const GeometryEvidence &evidence)
{
    const std::uint64_t today = ~std::uint64_t{0} - gib + 1 - vmemmapBytesOf(geometry);
    const std::uint64_t before69 = ~std::uint64_t{0} << (geometry.vaBits() - geometry.pageShift() + 6);
    const auto &places = evidence.vmemmapPlaces;
    const bool marked = evidence.vmemmapBytes || evidence.leastKernelBits;
    return std::find(places.begin(), places.end(), today) != places.end()
        || (marked && std::find(places.begin(), places.end(), before69) != places.end());
}

} // namespace ptscope
