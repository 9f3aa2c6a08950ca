// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/companion/late_companions.h"
#include "core/paging/attributes.h"
#include "core/paging/classify.h"
#include "core/paging/geometry.h"
#include "core/snapshot/extents.h"
#include "core/snapshot/region.h"

namespace ptscope {

class OwnerMap;

/// Where a snapshot came from.
struct SourceFacts {
    std::string path;          ///< as given; "-" for standard input, empty for simulated
    std::string label;         ///< short name for lists; with "#2" when one text held several dumps
    std::string caption;       ///< the sentence that stood before the dump in a mail or log, if any
    std::string compression;   ///< "zstd", "gzip"...; empty for plain text
    std::string digest;        ///< "xxh3:" and 16 hex digits over the decompressed text; empty when not asked for
    std::string kernelRelease; ///< when a companion tells
    std::string captured;      ///< ISO 8601, when a companion tells
    std::uint64_t textBytes = 0;
    std::uint64_t lines = 0;
    std::uint64_t firstLine = 1; ///< of this dump in its text
    std::string simulation;      ///< what was simulated, step by step; empty for what a kernel printed
    LateCompanions companions;   ///< what was read beside the text; null when nothing was. A simulation keeps its origin's

    bool isSimulated() const { return !simulation.empty(); }
};

/// One moment of a kernel's page tables: immutable, shared between threads as std::shared_ptr<const Snapshot>. Real and
/// simulated dumps are the same type.
class Snapshot
{
public:
    struct Parts {
        ExtentTable extents;
        AttributePool attributes;
        std::vector<Marker> markers;
        GeometryFinding geometry;
        SourceFacts source;
        std::vector<Diagnostic> diagnostics;
        /// Null: found from the companions when they are asked for. A simulation keeps its origin's: hashed addresses were
        /// matched to that.
        std::shared_ptr<const OwnerMap> owners{};
    };
    explicit Snapshot(Parts parts);

    const ExtentTable &extents() const { return m_parts.extents; }
    const AttributePool &attributes() const { return m_parts.attributes; }
    const Dialect &dialect() const { return m_parts.attributes.dialect(); }
    const std::vector<Marker> &markers() const { return m_parts.markers; }
    const std::vector<Region> &regions() const { return m_regions; }
    const PagingGeometry &geometry() const { return m_parts.geometry.geometry; }
    const GeometryFinding &geometryFinding() const { return m_parts.geometry; }
    const SourceFacts &source() const { return m_parts.source; }
    /// Null when nothing was read beside the dump. The first that asks reads it: not for a thread that draws.
    const Companions *companions() const { return m_parts.source.companions.get(); }
    bool hasCompanions() const { return static_cast<bool>(m_parts.source.companions); }
    /// Who owns which addresses, as far as markers and companions tell; found when it is first asked for.
    const OwnerMap &owners() const { return *sharedOwners(); }
    const std::shared_ptr<const OwnerMap> &sharedOwners() const;
    /// True when companions() and owners() cost nothing.
    bool isExplained() const;
    /// For threads that draw: owners() where they are found already, else a map of nothing.
    const OwnerMap &knownOwners() const;
    const std::vector<Diagnostic> &diagnostics() const { return m_parts.diagnostics; }

    const Attributes &attributesOf(RowIndex row) const { return attributes().at(extents().attributes(row)); }
    RowClass classOf(RowIndex row) const { return m_classes.at(extents().level(row), extents().attributes(row)); }
    const RowClassTable &classes() const { return m_classes; }
    bool isMapped(RowIndex row) const { return !extents().attributes(row).isHole() && attributesOf(row).valid(); }

    /// The region whose rows hold `row`; null between regions.
    const Region *regionOf(RowIndex row) const;
    /// First to last address of the text. Call only when there are rows.
    AddrRange range() const;
    /// False where KASAN's shared shadow tables print as leaves (reference/ptdump-formats.md, 2.1): table counts are
    /// then an upper bound.
    bool tablesProven() const { return m_tablesProven; }

    /// The same rows read with another geometry: what the user's override gives.
    std::shared_ptr<const Snapshot> withGeometry(GeometryFinding geometry) const;

private:
    struct LateOwners;

    Parts m_parts;
    std::shared_ptr<LateOwners> m_owners;
    std::vector<Region> m_regions;
    RowClassTable m_classes;
    bool m_tablesProven = true;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace ptscope
