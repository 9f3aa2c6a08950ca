// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/diff/diff.h"
#include "core/series/row_history.h"
#include "core/snapshot/snapshot.h"
#include "core/stat/statistics.h"

namespace ptscope {

/// Number of a snapshot in a series, in the order of time.
using MomentIndex = std::uint32_t;

/// One snapshot of a series: everything but its rows, and what changed since the one before.
struct Moment {
    std::string name; ///< for people: of the file, or what the builder was told
    SourceFacts source;
    std::vector<Marker> markers;
    std::vector<Diagnostic> diagnostics;
    std::shared_ptr<const GeometryFinding> geometry; ///< one for all moments that tell the same
    const Dialect *dialect = nullptr;
    PartStatistics figures;
    ChangeTable changes; ///< attribute ids are of Series::attributes(); empty for the first
    Alignment alignment; ///< regions that moved since the moment before (a reboot with KASLR)
    ByteCount uncompared;
    std::uint32_t meaning = 0;
    std::uint32_t churn = 0;
};

/// Many snapshots of one geometry as one time axis: immutable, shared between threads as std::shared_ptr<const Series>.
/// Costs about one snapshot and the changes.
class Series
{
public:
    MomentIndex size() const { return static_cast<MomentIndex>(m_moments.size()); }
    const Moment &at(MomentIndex moment) const { return m_moments[moment]; }
    const std::vector<Moment> &moments() const { return m_moments; }
    const PagingGeometry &geometry() const { return m_moments.front().geometry->geometry; }
    /// The attributes of all moments under one numbering.
    const AttributePool &attributes() const { return m_attributes; }

    /// The snapshot as it was added: prints the same text, says the same lines. Attribute ids are the series'. Safe to call
    /// from any thread.
    SnapshotPtr snapshot(MomentIndex moment) const;

    /// Everything held, strings of sources included.
    std::size_t memoryBytes() const;

private:
    friend class SeriesBuilder;
    explicit Series(const Dialect &dialect) : m_attributes(dialect) { }

    RowHistory m_rows;
    std::vector<Moment> m_moments;
    AttributePool m_attributes;
};

using SeriesPtr = std::shared_ptr<const Series>;

/// Takes snapshots in the order of time, one after the other; holds the last one only.
class SeriesBuilder
{
public:
    MomentIndex size() const { return m_series ? m_series->size() : 0; }
    /// Fails with InconsistentGeometry when the snapshot has another geometry than the first, and leaves the series as it was.
    /// `name` is for lists; the source's label when empty.
    Result<void> add(const Snapshot &snapshot, const std::string &name = {});
    /// Nothing when no snapshot was added. The builder is empty then.
    SeriesPtr take();

private:
    Result<SnapshotPtr> underOneNumbering(const Snapshot &snapshot);
    std::shared_ptr<const GeometryFinding> findingOf(const Snapshot &snapshot) const;

    std::shared_ptr<Series> m_series;
    SnapshotPtr m_last; ///< under the numbering of the series
};

} // namespace ptscope
