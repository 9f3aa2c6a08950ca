// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/infer_geometry.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "core/snapshot/geometry_evidence.h"

namespace ptscope {

namespace {

/// What arm64 Kconfig offers, the commonest first.
constexpr std::array<unsigned, 6> vaBitsOffered{48, 39, 47, 52, 42, 36};

/// Rows of pages whose borders prove a page size above 4K: a dump of large pages passes every test of small ones, and a few
/// rows of small ones pass for large ones by chance. Kernel stacks of 16K do so in crowds.
std::uint32_t rowsThatProve(Granule granule)
{
    return granule == Granule::Page16K ? 16 : 4;
}

struct Candidate {
    PagingGeometry geometry;
    std::size_t bitsRank = 0;
    bool fits = false;
    bool length = false;     ///< of vmemmap
    bool place = false;      ///< of vmemmap
    bool leastBits = false;  ///< as where the modules begin says
    bool largePages = false; ///< enough rows are aligned to pages above 4K
};

std::vector<unsigned> vaBitsToTry(const GeometryEvidence &evidence, const GeometryWish &wish)
{
    if (wish.vaBits) {
        return {*wish.vaBits};
    }
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

bool isWanted(Granule granule, unsigned vaBits, const GeometryWish &wish)
{
    if (wish.granule && *wish.granule != granule) {
        return false;
    }
    return wish.vaBits || wish.granule || isOffered(granule, vaBits);
}

std::vector<Candidate> candidates(const GeometryEvidence &evidence, const GeometryWish &wish)
{
    std::vector<Candidate> out;
    const std::vector<unsigned> tried = vaBitsToTry(evidence, wish);
    for (std::size_t rank = 0; rank < tried.size(); ++rank) {
        for (const Granule granule : allGranules) {
            const auto geometry = PagingGeometry::make(granule, tried[rank]);
            if (!geometry || !isWanted(granule, tried[rank], wish)) {
                continue;
            }
            Candidate candidate{*geometry, rank};
            candidate.fits = wordsFit(*geometry, evidence) && bordersFit(*geometry, evidence);
            candidate.length = vmemmapLengthFits(*geometry, evidence);
            candidate.place = vmemmapPlaceFits(*geometry, evidence);
            candidate.leastBits = evidence.leastKernelBits == leastBitsOf(*geometry);
            candidate.largePages =
                granule != Granule::Page4K && evidence.rows[number(Level::Pte)] >= rowsThatProve(granule);
            out.push_back(candidate);
        }
    }
    return out;
}

/// The strongest evidence first; without any, the commonest VA bits and 4K pages, or the largest pages that many rows bear
/// out.
bool isBetter(const Candidate &a, const Candidate &b)
{
    const auto granuleWorth = [](const Candidate &c) {
        const int size = static_cast<int>(c.geometry.granule());
        return c.largePages || size == 0 ? size : -size;
    };
    const auto key = [&](const Candidate &c) {
        return std::tuple(c.fits, c.length, c.place, c.leastBits, -static_cast<int>(c.bitsRank), granuleWorth(c));
    };
    return key(a) > key(b);
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

/// True when no other page size would do: none other fits, or many rows bear this one out.
bool pagesProven(const Candidate &best, const std::vector<Candidate> &all)
{
    const bool onlyOne = std::none_of(all.begin(), all.end(), [&](const Candidate &c) {
        return c.fits && c.geometry.granule() != best.geometry.granule()
            && c.geometry.vaBits() == best.geometry.vaBits();
    });
    return onlyOne || best.largePages;
}

bool isOnly(bool Candidate::*property, const std::vector<Candidate> &all)
{
    return std::count_if(all.begin(), all.end(), [&](const Candidate &c) { return c.fits && c.*property; }) == 1;
}

GeometryFinding explained(const Candidate &best, const std::vector<Candidate> &all, const GeometryEvidence &evidence)
{
    const char *bits = evidence.exactVaBits ? "the first address"
        : evidence.whole                    ? "the lowest address"
        : best.leastBits                    ? "where the modules begin"
                                            : "level words";
    const bool byLength = best.length && isOnly(&Candidate::length, all);
    const bool byPlace = best.place && isOnly(&Candidate::place, all);
    if (byLength || byPlace) {
        const char *what = byLength ? "vmemmap's length" : "where vmemmap begins";
        return {best.geometry, std::string("from ") + what + " and " + bits, false, false};
    }
    if (!pagesProven(best, all) || (!evidence.exactVaBits && !evidence.whole)) {
        return {best.geometry, std::string("assumed: the text leaves room for others; from alignment and ") + bits,
                false, true};
    }
    return {best.geometry, std::string("from the smallest run and ") + bits, false, false};
}

GeometryFinding asTold(GeometryFinding finding, const GeometryWish &wish)
{
    if (wish.granule && wish.vaBits) {
        finding.reason = "as told";
        finding.assumed = false;
    } else if (wish.granule || wish.vaBits) {
        finding.reason =
            (wish.granule ? "page size as told; VA bits " : "VA bits as told; page size ") + finding.reason;
    }
    finding.overridden = wish.granule || wish.vaBits;
    return finding;
}

} // namespace

GeometryFinding inferGeometry(const ExtentTable &extents, const std::vector<Marker> &markers, const GeometryWish &wish)
{
    if (extents.empty()) {
        return {{}, "no rows", false, true};
    }
    const GeometryEvidence evidence = gatherEvidence(extents, markers);
    const std::vector<Candidate> all = candidates(evidence, wish);
    const auto best = std::min_element(all.begin(), all.end(), isBetter);
    if (best == all.end() || !best->fits) {
        return asTold(leastBad(all, extents), wish);
    }
    return asTold(explained(*best, all, evidence), wish);
}

} // namespace ptscope
