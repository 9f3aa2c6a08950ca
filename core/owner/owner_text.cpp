// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/owner/owner_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace ptscope {

namespace {

const char *evidenceText(OwnerEvidence evidence)
{
    switch (evidence) {
    case OwnerEvidence::Address: return "by its address";
    case OwnerEvidence::HashLinks: return "addresses are hashed; equal hashes tie it to its neighbour";
    case OwnerEvidence::Order: return "addresses are hashed; by its place in the order of vmallocinfo";
    case OwnerEvidence::Size: return "addresses are hashed; by its size";
    case OwnerEvidence::Physical: return "addresses are hashed; by the physical addresses of the image's parts";
    case OwnerEvidence::Ram: return "by iomem";
    case OwnerEvidence::RegionName: return "by the dump's marker";
    case OwnerEvidence::Shape: return "not in vmallocinfo; others of this size are";
    }
    return "";
}

} // namespace

std::string ownersText(const Snapshot &snapshot, AddrRange range)
{
    const OwnerMap &owners = snapshot.owners();
    const auto [from, end] = owners.within(range);
    std::string first;
    std::vector<std::uint32_t> seen;
    for (std::uint32_t i = from; i < end && seen.size() < 16; ++i) {
        const OwnerId id = owners.entry(i).owner;
        const bool isNew = std::find(seen.begin(), seen.end(), id.value) == seen.end();
        if (isNew && owners.owner(id).kind != OwnerKind::Freed) {
            seen.push_back(id.value);
            first = seen.size() == 1 ? shortText(owners.owner(id)) + (owners.owner(id).confidence == OwnerConfidence::Likely ? " (likely)" : "") : first;
        }
    }
    return seen.size() < 2 ? first : fmt::format("{} and {}{} more", first, seen.size() - 1, seen.size() == 16 ? "+" : "");
}

std::string ownerReason(const OwnerMap::Entry &entry, const Owner &owner)
{
    std::string out;
    if (entry.line != 0) {
        out += fmt::format("vmallocinfo line {}, ", entry.line);
    }
    if (!owner.caller.empty()) {
        out += owner.caller + (owner.module.empty() ? "" : " [" + owner.module + "]") + ", ";
    }
    return fmt::format("{}{}: {}", out, name(owner.confidence), evidenceText(owner.evidence));
}

std::string physText(PhysRange range)
{
    return fmt::format("0x{:x}-0x{:x}", range.first.value, range.last.value);
}

std::string symbolText(const SymbolHit &hit)
{
    return fmt::format("{}+0x{:x}{}", hit.symbol.name, hit.offset.value,
                       hit.symbol.module.empty() ? "" : fmt::format(" [{}]", hit.symbol.module));
}

} // namespace ptscope
