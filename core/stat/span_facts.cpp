// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stat/span_facts.h"

#include <algorithm>
#include <numeric>

namespace ptscope {

SpanFacts spanBetween(const Snapshot &snapshot, VirtAddr from, VirtAddr to)
{
    SpanFacts facts;
    facts.backwards = to < from;
    const VirtAddr first = std::min(from, to);
    const VirtAddr end = std::max(from, to);
    facts.bytes = ByteCount{end.value - first.value};
    if (first == end) {
        return facts;
    }
    const PagingGeometry &geometry = snapshot.geometry();
    facts.pages = facts.bytes.value >> geometry.pageShift();
    const PartStatistics part = statisticsOfRange(snapshot, {first, {end.value - 1}});
    facts.mappedBytes = part.mappedBytes;
    for (std::size_t level = 0; level < part.mappedBytesByLevel.size(); ++level) {
        // Rows that name no level are pages (classify.h), and so are counted.
        const Level entries = geometry.canonical(levelFromNumber(static_cast<unsigned>(level)));
        facts.entries += part.mappedBytesByLevel[level] / geometry.span(entries).value;
    }
    facts.tables = part.tables;
    facts.allTables = std::accumulate(part.tables.begin(), part.tables.end(), std::uint64_t{0});
    return facts;
}

} // namespace ptscope
