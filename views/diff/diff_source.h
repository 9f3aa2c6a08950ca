// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>
#include <vector>

#include "core/diff/axis_side.h"
#include "core/diff/change_tally.h"
#include "core/diff/comparison.h"
#include "core/index/lod_index.h"
#include "views/axis/map_axis.h"
#include "views/diff/kind_groups.h"
#include "views/map/map_strip.h"
#include "views/map/region_lane.h"

namespace ptscope {

/// A side of the comparison as the views draw it.
class DiffSide : public AxisSide
{
public:
    using AxisSide::AxisSide;
    /// The pieces of `strip` as this snapshot maps them: same pixels, its own rows and sums.
    MapStrip strip(const MapStrip &strip, bool linear) const;
};

/// A region by its name, where it stands on the axis.
struct NamedRegion {
    AddrRange range;
    QString name;
};

/// What the Diff view needs beside the diff itself: a common axis, both snapshots on it, counts of changes. Making it takes
/// time for large dumps (a worker's job). Immutable afterwards.
class DiffSource
{
public:
    /// `comparison` holds a diff.
    explicit DiffSource(ComparisonPtr comparison);

    const ComparisonPtr &comparison() const { return m_comparison; }
    const Diff &diff() const { return *m_comparison->diff; }
    const LodIndexPtr &axisIndex() const { return m_axisIndex; }
    const DiffSide &side(Side side) const { return side == Side::Before ? m_before : m_after; }
    const ChangeTally &tally() const { return m_tally; }
    const std::vector<KindGroup> &groups() const { return m_groups; }
    const std::vector<NamedRegion> &regions() const { return m_regions; }
    /// The same as spans, by their number in regions().
    const std::vector<RegionSpan> &regionSpans() const { return m_spans; }

private:
    void collectRegions();

    ComparisonPtr m_comparison;
    LodIndexPtr m_axisIndex;
    DiffSide m_before;
    DiffSide m_after;
    ChangeTally m_tally;
    std::vector<KindGroup> m_groups;
    std::vector<NamedRegion> m_regions;
    std::vector<RegionSpan> m_spans;
};

using DiffSourcePtr = std::shared_ptr<const DiffSource>;

} // namespace ptscope
