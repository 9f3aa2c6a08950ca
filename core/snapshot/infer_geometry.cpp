// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/infer_geometry.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

namespace ptscope {

namespace {

/// What arm64 Kconfig offers (CONFIG_ARM64_VA_BITS_*), the commonest first.
constexpr std::array<unsigned, 6> vaBitsOffered{48, 39, 52, 47, 42, 36};
/// Below this many borders of pages, alignment by chance is likely and a large page size is not believed.
constexpr std::uint32_t bordersThatProve = 4;
constexpr std::uint64_t structPageBytes = 64;

struct Evidence {
    std::array<std::uint64_t, levelCount + 1> borders{}; ///< OR of all starts and ends, by level word
    std::array<std::uint32_t, levelCount + 1> rows{};
    std::optional<unsigned> exactVaBits; ///< the dump begins where the kernel half begins
    unsigned leastVaBits = 0;
    bool whole = false; ///< holds the linear map, so the least VA bits are the real ones
    std::optional<std::uint64_t> vmemmapBytes;
};

bool saw(const Evidence &evidence, Level level)
{
    return evidence.rows[number(level)] != 0;
}

void gatherBorders(const ExtentTable &extents, Evidence &evidence)
{
    for (std::uint32_t i = 0; i < extents.size(); ++i) {
        const auto level = number(extents.levels()[i]);
        evidence.borders[level] |= extents.firsts()[i] | (extents.lasts()[i] + 1);
        ++evidence.rows[level];
    }
}

void gatherVaBits(const ExtentTable &extents, Evidence &evidence)
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
    const bool isBase = std::has_single_bit(~first + 1);
    if (isBase && std::find(vaBitsOffered.begin(), vaBitsOffered.end(), evidence.leastVaBits) != vaBitsOffered.end()
        && evidence.whole) {
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

Evidence gather(const ExtentTable &extents, const std::vector<Marker> &markers)
{
    Evidence evidence;
    gatherBorders(extents, evidence);
    for (const Region &region : regionsFrom(markers, extents)) {
        evidence.whole |=
            nameStartsWith(region.name, "linear mapping") || nameStartsWith(region.name, "kernel mapping");
        if (region.name == "vmemmap" && region.range) {
            evidence.vmemmapBytes = region.range->size().value;
        }
    }
    gatherVaBits(extents, evidence);
    return evidence;
}

bool wordsFit(const PagingGeometry &geometry, const Evidence &evidence)
{
    // A folded PMD is still printed as PMD by 6.9 and later when it maps a block (ptdump-formats.md, 3.4).
    return !(saw(evidence, Level::P4d) && geometry.isFolded(Level::P4d))
        && !(saw(evidence, Level::Pud) && geometry.isFolded(Level::Pud));
}

bool bordersFit(const PagingGeometry &geometry, const Evidence &evidence)
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
bool vmemmapFits(const PagingGeometry &geometry, const Evidence &evidence)
{
    const unsigned va = geometry.vaBits();
    const unsigned vaMin = va != 52 ? va : geometry.granule() == Granule::Page16K ? 47 : 48;
    const std::uint64_t linear = (std::uint64_t{1} << va) - (std::uint64_t{1} << (vaMin - 1));
    return evidence.vmemmapBytes == (linear >> geometry.pageShift()) * structPageBytes;
}

std::vector<unsigned> vaBitsToTry(const Evidence &evidence)
{
    if (evidence.exactVaBits) {
        return {*evidence.exactVaBits};
    }
    std::vector<unsigned> out;
    for (const unsigned bits : vaBitsOffered) {
        if (bits >= evidence.leastVaBits) {
            out.push_back(bits);
        }
    }
    if (evidence.whole) {
        std::sort(out.begin(), out.end());
    }
    return out;
}

struct Candidate {
    PagingGeometry geometry;
    bool fits = false;
    bool vmemmap = false;
};

std::vector<Candidate> candidates(const Evidence &evidence)
{
    std::vector<Candidate> out;
    for (const unsigned bits : vaBitsToTry(evidence)) {
        for (const Granule granule : allGranules) {
            const auto geometry = PagingGeometry::make(granule, bits);
            if (geometry && wordsFit(*geometry, evidence)) {
                const bool fits = bordersFit(*geometry, evidence);
                out.push_back({*geometry, fits, fits && vmemmapFits(*geometry, evidence)});
            }
        }
    }
    return out;
}

std::uint64_t misfits(const PagingGeometry &geometry, const ExtentTable &extents)
{
    std::uint64_t count = 0;
    for (std::uint32_t i = 0; i < extents.size(); ++i) {
        const std::uint64_t mask = geometry.span(extents.levels()[i]).value - 1;
        count += ((extents.firsts()[i] | (extents.lasts()[i] + 1)) & mask) != 0 ? 1U : 0U;
    }
    return count;
}

GeometryFinding leastBad(const std::vector<Candidate> &all, const ExtentTable &extents)
{
    GeometryFinding out;
    std::uint64_t least = ~std::uint64_t{0};
    for (const Candidate &candidate : all) {
        const std::uint64_t bad = misfits(candidate.geometry, extents);
        if (bad < least) {
            least = bad;
            out.geometry = candidate.geometry;
        }
    }
    out.assumed = true;
    out.reason = "no geometry fits every row; this one leaves the fewest misaligned";
    return out;
}

/// Pages larger than 4K are believed only when enough borders agree: a dump of 64K pages passes every test of 4K pages.
bool provesLargePages(const PagingGeometry &geometry, const Evidence &evidence)
{
    return geometry.granule() == Granule::Page4K || evidence.rows[number(Level::Pte)] >= bordersThatProve;
}

} // namespace

GeometryFinding inferGeometry(const ExtentTable &extents, const std::vector<Marker> &markers)
{
    if (extents.empty()) {
        return {{}, "no rows", false, true};
    }
    const Evidence evidence = gather(extents, markers);
    const std::vector<Candidate> all = candidates(evidence);
    const Candidate *best = nullptr;
    for (const Candidate &candidate : all) {
        const bool sameBits = best != nullptr && best->geometry.vaBits() == candidate.geometry.vaBits();
        if (candidate.fits && provesLargePages(candidate.geometry, evidence)
            && (best == nullptr || candidate.vmemmap || (sameBits && !best->vmemmap))) {
            best = &candidate;
        }
    }
    if (best == nullptr) {
        return leastBad(all, extents);
    }
    const char *bits = evidence.exactVaBits ? "the first address"
        : evidence.whole                    ? "the lowest address"
                                            : "level words";
    const bool pagesProven = best->vmemmap || saw(evidence, Level::Pte) || saw(evidence, Level::Unknown);
    if (!pagesProven || (!evidence.exactVaBits && !evidence.whole)) {
        return {best->geometry, std::string("assumed: the text leaves room for others; from alignment and ") + bits,
                false, true};
    }
    return {best->geometry,
            std::string("from ") + (best->vmemmap ? "vmemmap's length" : "the smallest run") + " and " + bits, false,
            false};
}

} // namespace ptscope
