// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/axis_side.h"

#include <algorithm>

namespace ptscope {

AxisSide::AxisSide(SnapshotPtr snapshot, Side side, std::vector<Lane> lanes)
    : m_index(std::make_shared<const LodIndex>(std::move(snapshot))), m_side(side), m_lanes(std::move(lanes))
{ }

/// Lanes cover every address.
const Lane &AxisSide::laneAt(VirtAddr onAxis) const
{
    const auto lane = std::lower_bound(m_lanes.begin(), m_lanes.end(), onAxis,
                                       [](const Lane &l, VirtAddr address) { return l.range.last < address; });
    return lane == m_lanes.end() ? m_lanes.back() : *lane;
}

VirtAddr AxisSide::ownAddress(VirtAddr onAxis) const
{
    return {onAxis.value - shiftOf(laneAt(onAxis))};
}

std::optional<RowIndex> AxisSide::rowAt(VirtAddr onAxis) const
{
    const Lane &lane = laneAt(onAxis);
    if (!takesPart(lane)) {
        return std::nullopt;
    }
    const VirtAddr own{onAxis.value - shiftOf(lane)};
    const std::uint32_t row = m_index->finder().rowFrom(own);
    const auto &extents = m_index->snapshot().extents();
    const bool holds = row < extents.size() && extents.first({row}) <= own;
    return holds ? std::optional(RowIndex{row}) : std::nullopt;
}

ClassSums AxisSide::sums(AddrRange onAxis, Weight weight) const
{
    RunningSums running(*m_index, weight);
    return sums(onAxis, running);
}

ClassSums AxisSide::sums(AddrRange onAxis, RunningSums &running) const
{
    ClassSums sums;
    for (VirtAddr at = onAxis.first;;) {
        const Lane &lane = laneAt(at);
        const VirtAddr last = std::min(lane.range.last, onAxis.last);
        if (takesPart(lane)) {
            const std::uint64_t shift = shiftOf(lane);
            sums += running.of({{at.value - shift}, {last.value - shift}});
        }
        if (last == onAxis.last) {
            return sums;
        }
        at = last + ByteCount{1};
    }
}

} // namespace ptscope
