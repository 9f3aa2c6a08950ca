// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/place_text.h"

#include "core/companion/companions.h"
#include "core/owner/owner_map.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

/// A dump has a dozen regions; a hostile text names as many as it likes.
constexpr std::size_t longestList = 400;
constexpr std::size_t longestName = 60;

std::string regionNames(const Snapshot &snapshot)
{
    std::string out;
    for (const Region &region : snapshot.regions()) {
        if (out.size() > longestList) {
            return "regions are " + out + "...";
        }
        out.append(out.empty() ? "" : ", ").append(region.name.substr(0, longestName));
    }
    return out.empty() ? "the dump names no regions" : "regions are " + out;
}

std::string symbolsNeeded(const Snapshot &snapshot)
{
    const Companions *companions = snapshot.companions();
    if (companions == nullptr || companions->symbols == nullptr) {
        return " (symbols need kallsyms, vmlinux or System.map beside the dump)";
    }
    return snapshot.owners().image() ? "" : " (the symbols could not be tied to this dump)";
}

std::string outsideText(const Snapshot &snapshot)
{
    if (snapshot.extents().empty()) {
        return "the dump has no rows";
    }
    const AddrRange range = snapshot.range();
    return "outside the dump: it covers " + addressText(range.first.value) + " to " + addressText(range.last.value);
}

} // namespace

std::string placeProblemText(PlaceProblem problem, std::string_view typed, const Snapshot &snapshot)
{
    switch (problem) {
    case PlaceProblem::Empty:
        return {};
    case PlaceProblem::NotUnderstood:
        return "not an address, a range, a region, an owner or a symbol; " + regionNames(snapshot);
    case PlaceProblem::BadOffset:
        return "the offset is no number: write +0x1000 or +64K";
    case PlaceProblem::TooLarge:
        return "beyond 64 bits";
    case PlaceProblem::NoSuchRegion:
        return "no region, owner or symbol called " + std::string(typed.substr(0, typed.find('+'))) + symbolsNeeded(snapshot)
            + "; " + regionNames(snapshot);
    case PlaceProblem::SeveralRegions:
        return "several regions begin like that: type more of the name";
    case PlaceProblem::RegionWithoutRows:
        return "nothing of that region is in the dump";
    case PlaceProblem::OutsideDump:
        return outsideText(snapshot);
    }
    return {};
}

} // namespace ptscope
