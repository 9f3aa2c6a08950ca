// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "core/diff/change.h"
#include "core/owner/owner_map.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// An area of vmallocinfo that maps something.
struct NamedArea {
    AddrRange range;            ///< as vmallocinfo prints it: with its guard page
    VirtAddr lastMapped;        ///< of the last leaf in it
    std::uint64_t owner = 0;    ///< equal for areas of one owner
    std::uint64_t caller = 0;   ///< equal for areas of one owner asked for at the same place of the code
    std::uint64_t likeness = 0; ///< equal for areas of one owner, size and rights
    ByteCount mapped;           ///< without its guard page
    bool stack = false;         ///< of a thread: one is like the other
};

/// The areas of one snapshot as its vmallocinfo names them for certain.
class NamedAreas
{
public:
    explicit NamedAreas(const Snapshot &snapshot);

    /// True when nothing is known: no vmallocinfo, or not tied to the dump for certain.
    bool empty() const { return m_areas.empty(); }
    /// Ascending and disjoint.
    const std::vector<NamedArea> &areas() const { return m_areas; }
    std::optional<NamedArea> at(VirtAddr address) const;
    /// How many areas are alike.
    std::uint32_t countOf(std::uint64_t likeness) const;
    const Snapshot &snapshot() const { return m_snapshot; }

    /// What all areas of one owner have in common.
    struct NamedOwner {
        bool certain = false; ///< vmallocinfo names it, and for sure
        OwnerKind kind = OwnerKind::Vmalloc;
        std::uint64_t name = 0;   ///< equal for equal names
        std::uint64_t caller = 0; ///< equal for equal callers
    };

private:
    /// `row`: the first that ends in or behind the entry.
    std::optional<NamedArea> areaOf(const OwnerMap::Entry &entry, const NamedOwner &owner, std::uint32_t row) const;

    const Snapshot &m_snapshot;
    std::vector<NamedArea> m_areas;
    std::unordered_map<std::uint64_t, std::uint32_t> m_counts;
};

/// Where vmallocinfo names different areas at one address, their difference is no change of either: the one was unmapped, the
/// other mapped. Gives such changes both kinds instead of "permission" or "type".
void tellReusedAddresses(const NamedAreas &before, const NamedAreas &after, ChangeTable &changes);

} // namespace ptscope
