// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/owner/islands.h"

#include <algorithm>

namespace ptscope {

namespace {

void addIslands(const Snapshot &snapshot, RowRange rows, std::vector<VmallocIsland> &out)
{
    const ExtentTable &extents = snapshot.extents();
    bool open = false;
    for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
        if (!snapshot.isMapped({i})) {
            open = false;
            continue;
        }
        const AddrRange range = extents.range({i});
        if (open && out.back().range.last.value + 1 == range.first.value) {
            out.back().range.last = range.last;
        } else {
            out.push_back({range, false, true});
        }
        open = true;
        const Attributes &attributes = snapshot.attributesOf({i});
        out.back().device |= attributes.isDevice();
        out.back().plain &= !attributes.isDevice() && attributes.writable() && !attributes.executable();
    }
}

} // namespace

bool isServedByVmalloc(const Region &region)
{
    return region.name.starts_with("vmalloc") || region.name.starts_with("Modules");
}

std::vector<VmallocIsland> vmallocIslands(const Snapshot &snapshot)
{
    std::vector<VmallocIsland> out;
    const auto &regions = snapshot.regions();
    if (std::none_of(regions.begin(), regions.end(), isServedByVmalloc)) {
        addIslands(snapshot, {0, snapshot.extents().size()}, out);
        return out;
    }
    for (const Region &region : regions) {
        if (isServedByVmalloc(region)) {
            addIslands(snapshot, region.rows, out);
        }
    }
    const auto byFirst = [](const VmallocIsland &a, const VmallocIsland &b) { return a.range.first < b.range.first; };
    if (!std::is_sorted(out.begin(), out.end(), byFirst)) {
        std::sort(out.begin(), out.end(), byFirst);
    }
    return out;
}

} // namespace ptscope
