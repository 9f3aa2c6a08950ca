// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/united.h"

#include <algorithm>

#include "core/diff/sweep.h"
#include "core/paging/dialect.h"

namespace ptscope {

namespace {

class Uniter
{
public:
    Uniter(const Diff &diff, AttributeId mapped) : m_diff(diff), m_mapped(mapped) { }

    void add(const Lane &lane);
    ExtentTable take() { return std::move(m_rows); }

private:
    void addRow(AddrRange range, bool mapped);

    const Diff &m_diff;
    AttributeId m_mapped;
    ExtentTable m_rows;
};

/// Holes that touch are one: only what is mapped has borders worth seeing.
void Uniter::addRow(AddrRange range, bool mapped)
{
    const std::uint32_t count = m_rows.size();
    const bool joins = !mapped && count > 0 && m_rows.attributes({count - 1}).isHole()
        && m_rows.last({count - 1}).value + 1 == range.first.value;
    if (joins) {
        m_rows.setLast({count - 1}, range.last);
    } else {
        m_rows.append({range, Level::Pte, mapped ? m_mapped : holeAttributes, 0});
    }
}

void Uniter::add(const Lane &lane)
{
    MappingCursor before(*m_diff.before, {lane.range.first.value - lane.shift});
    MappingCursor after(*m_diff.after, lane.range.first);
    for (std::uint64_t at = lane.range.first.value;;) {
        const auto a = lane.inBefore ? before.at(at - lane.shift) : MappingCursor::Stretch{{}, ~std::uint64_t{0}};
        const auto b = lane.inAfter ? after.at(at) : MappingCursor::Stretch{{}, ~std::uint64_t{0}};
        const std::uint64_t reach = std::min(a.last - (lane.inBefore ? at - lane.shift : at), b.last - at);
        const std::uint64_t last = at + std::min(reach, lane.range.last.value - at);
        if (a.mapping || b.mapping) {
            addRow({{at}, {last}}, (a.mapping && !a.mapping->isHole()) || (b.mapping && !b.mapping->isHole()));
        }
        if (last == lane.range.last.value) {
            return;
        }
        at = last + 1;
    }
}

/// Silence of a dialect that prints no holes counts as a hole, also before the first row and behind the last.
ExtentTable within(const Diff &diff, ExtentTable rows)
{
    const auto prints = [](const SnapshotPtr &snapshot) { return snapshot->dialect().printsHoles; };
    if (prints(diff.before) && prints(diff.after)) {
        return rows;
    }
    ExtentTable out;
    out.reserve(rows.size());
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        const bool outside = rows.attributes({row}).isHole() && (row == 0 || row + 1 == rows.size());
        if (!outside) {
            out.append(rows.at({row}));
        }
    }
    return out;
}

} // namespace

std::vector<Lane> axisLanes(const Alignment &alignment)
{
    std::vector<Lane> lanes = alignment.lanes();
    std::erase_if(lanes, [](const Lane &lane) { return !lane.inAfter; });
    return lanes;
}

SnapshotPtr unitedRows(const Diff &diff)
{
    Snapshot::Parts parts{{}, AttributePool(diff.after->dialect()), {}, diff.after->geometryFinding(), {}, {}};
    Attributes mapped;
    mapped.memoryType = MemoryType::Normal;
    Uniter uniter(diff, parts.attributes.intern(mapped).value_or(holeAttributes));
    for (const Lane &lane : axisLanes(diff.alignment)) {
        uniter.add(lane);
    }
    parts.extents = within(diff, uniter.take());
    return std::make_shared<const Snapshot>(std::move(parts));
}

} // namespace ptscope
