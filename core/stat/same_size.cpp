// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stat/same_size.h"

#include <map>

#include "core/stat/statistics.h"

namespace ptscope {

namespace {

/// A hostile text may name as many sizes as it has rows.
constexpr std::size_t mostSizes = 65'536;

class AreaCollector
{
public:
    explicit AreaCollector(ByteCount least) : m_least(least) { }

    void add(const MappedArea &area)
    {
        if (area.range.size() < m_least) {
            return;
        }
        const auto found = m_bySize.find(area.range.size());
        if (found == m_bySize.end()) {
            if (m_bySize.size() < mostSizes) {
                m_bySize.emplace(area.range.size(), SameSize{area.range.size(), area, area});
            }
            return;
        }
        SameSize &same = found->second;
        if (area.tlbEntries < same.fewest.tlbEntries) {
            same.fewest = area;
        }
        if (area.tlbEntries > same.most.tlbEntries) {
            same.most = area;
        }
    }

    std::vector<SameSize> twoWays() const
    {
        std::vector<SameSize> out;
        for (const auto &[size, same] : m_bySize) {
            if (same.fewest.tlbEntries != same.most.tlbEntries) {
                out.push_back(same);
            }
        }
        return out;
    }

private:
    ByteCount m_least;
    std::map<ByteCount, SameSize> m_bySize;
};

} // namespace

std::vector<SameSize> sameSizeTwoWays(const Snapshot &snapshot, RowRange rows)
{
    const ExtentTable &extents = snapshot.extents();
    AreaCollector areas(snapshot.geometry().contiguousSpan(Level::Pte));
    for (std::uint32_t row = rows.begin; row < rows.end;) {
        if (!snapshot.isMapped({row})) {
            ++row;
            continue;
        }
        MappedArea area{extents.range({row}), tlbEntries(snapshot, {row})};
        for (++row;
             row < rows.end && snapshot.isMapped({row}) && extents.first({row}).value == area.range.last.value + 1;
             ++row) {
            area.range.last = extents.last({row});
            area.tlbEntries += tlbEntries(snapshot, {row});
        }
        areas.add(area);
    }
    return areas.twoWays();
}

} // namespace ptscope
