// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/axis_side.h"

#include <algorithm>
#include <array>
#include <mutex>

namespace ptscope {

/// Sums that many asks have in common.
struct AxisSide::LaneSums {
    struct OfWeight {
        std::once_flag once;
        std::vector<ClassSums> before;
    };
    std::array<OfWeight, 2> byWeight;
};

AxisSide::AxisSide(SnapshotPtr snapshot, Side side, std::vector<Lane> lanes)
    : m_index(std::make_shared<const LodIndex>(std::move(snapshot))), m_side(side), m_lanes(std::move(lanes)),
      m_laneSums(std::make_shared<LaneSums>())
{ }

/// Lanes cover every address.
std::size_t AxisSide::laneNumber(VirtAddr onAxis) const
{
    const auto lane = std::lower_bound(m_lanes.begin(), m_lanes.end(), onAxis,
                                       [](const Lane &l, VirtAddr address) { return l.range.last < address; });
    return static_cast<std::size_t>((lane == m_lanes.end() ? m_lanes.end() - 1 : lane) - m_lanes.begin());
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
    const std::size_t first = laneNumber(onAxis.first);
    const std::size_t last = laneNumber(onAxis.last);
    ClassSums sums = sumsIn(m_lanes[first], onAxis, running);
    if (last - first > 1) { // a pixel may hold tens of thousands of areas that moved
        const std::vector<ClassSums> &before = sumsBeforeLanes(running.weight());
        sums += before[last];
        sums -= before[first + 1];
    }
    if (last != first) {
        sums += sumsIn(m_lanes[last], onAxis, running);
    }
    return sums;
}

ClassSums AxisSide::sumsIn(const Lane &lane, AddrRange onAxis, RunningSums &running) const
{
    if (!takesPart(lane)) {
        return {};
    }
    const std::uint64_t shift = shiftOf(lane);
    const AddrRange here = intersection(lane.range, onAxis);
    return running.of({{here.first.value - shift}, {here.last.value - shift}});
}

const std::vector<ClassSums> &AxisSide::sumsBeforeLanes(Weight weight) const
{
    auto &late = m_laneSums->byWeight[static_cast<std::size_t>(weight)];
    std::call_once(late.once, [&] {
        RunningSums running(*m_index, weight);
        ClassSums sums;
        late.before.reserve(m_lanes.size());
        for (const Lane &lane : m_lanes) {
            late.before.push_back(sums);
            sums += sumsIn(lane, lane.range, running);
        }
    });
    return late.before;
}

} // namespace ptscope
