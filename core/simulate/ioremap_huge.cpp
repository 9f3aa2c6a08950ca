// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/ioremap_huge.h"

#include <algorithm>

#include "core/simulate/leaf_cutter.h"

namespace ptscope {

namespace {

LeafRules rulesOf(VmallocLeaves leaves)
{
    return {leaves == VmallocLeaves::GroupsAndBlocks, leaves != VmallocLeaves::Pages, false};
}

/// Maps what the dump maps of `range` anew; the largest leaf is noted.
void remap(const Snapshot &snapshot, AddrRange range, const LeafCutter &cutter, SnapshotEdit &edit, AreaForecast &forecast)
{
    const RowRange rows = snapshot.extents().rowsIn(range);
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        if (!snapshot.isMapped({row})) {
            continue;
        }
        AddrRange part = intersection(snapshot.extents().range({row}), range);
        for (bool more = true; more;) {
            const Leaf leaf = cutter.next(part);
            const AddrRange here = AddrRange::fromSize(part.first, leaf.size);
            Attributes attributes = snapshot.attributesOf({row});
            attributes.set(Attr::Contiguous, leaf.contiguous);
            attributes.set(Attr::Block, entryLevel(snapshot.geometry(), leaf.level, attributes) != Level::Pte);
            edit.set(here, leaf.level, edit.idOf(attributes));
            forecast.mapped += leaf.size;
            forecast.level = std::min(forecast.level, leaf.level);
            forecast.contiguous |= leaf.contiguous;
            more = here.last < part.last;
            part.first = {here.last.value + 1};
        }
    }
}

} // namespace

std::vector<AreaForecast> remapIoAreas(const Snapshot &snapshot, const VmallocInfo &info, VmallocLeaves leaves,
                                       SnapshotEdit &edit)
{
    std::vector<AreaForecast> out;
    const ByteCount page = snapshot.geometry().pageSize();
    for (const VmallocArea &area : info.areas) {
        if (!area.ioremap || !area.phys || area.unpurged || area.size <= page) {
            continue;
        }
        const ByteCount size = area.size - page; // vmallocinfo counts the guard page
        AreaForecast forecast;
        forecast.area = area;
        forecast.asksForHuge = leaves != VmallocLeaves::Pages;
        forecast.requested = size;
        forecast.place = AddrRange::fromSize(area.first, size);
        const LeafCutter cutter(snapshot.geometry(), area.phys->value - area.first.value, rulesOf(leaves));
        remap(snapshot, forecast.place, cutter, edit, forecast);
        out.push_back(std::move(forecast));
    }
    return out;
}

} // namespace ptscope
