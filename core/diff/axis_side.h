// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/diff/alignment.h"
#include "core/index/running_sums.h"

namespace ptscope {

enum class Side : std::uint8_t { Before, After };

/// One of two compared snapshots, asked by the addresses of their common axis (united.h).
class AxisSide
{
public:
    /// `lanes` are those of axisLanes().
    AxisSide(SnapshotPtr snapshot, Side side, std::vector<Lane> lanes);

    const LodIndex &index() const { return *m_index; }
    const Snapshot &snapshot() const { return m_index->snapshot(); }
    /// Nothing where the snapshot says nothing, or where what it maps has moved away.
    std::optional<RowIndex> rowAt(VirtAddr onAxis) const;
    ClassSums sums(AddrRange onAxis, Weight weight) const;
    /// For ranges from left to right; `running` is of index(). Costs the same over one lane and over tens of thousands.
    ClassSums sums(AddrRange onAxis, RunningSums &running) const;
    /// Where an address of the axis stands in this snapshot.
    VirtAddr ownAddress(VirtAddr onAxis) const;

private:
    struct LaneSums;

    std::size_t laneNumber(VirtAddr onAxis) const;
    const Lane &laneAt(VirtAddr onAxis) const { return m_lanes[laneNumber(onAxis)]; }
    /// Of the part of `onAxis` that lies in the lane.
    ClassSums sumsIn(const Lane &lane, AddrRange onAxis, RunningSums &running) const;
    /// By the number of a lane: of all lanes before it. Made when first asked for.
    const std::vector<ClassSums> &sumsBeforeLanes(Weight weight) const;
    bool takesPart(const Lane &lane) const { return m_side == Side::Before ? lane.inBefore : lane.inAfter; }
    std::uint64_t shiftOf(const Lane &lane) const { return m_side == Side::Before ? lane.shift : 0; }

    LodIndexPtr m_index;
    Side m_side;
    std::vector<Lane> m_lanes;
    std::shared_ptr<LaneSums> m_laneSums;
};

} // namespace ptscope
