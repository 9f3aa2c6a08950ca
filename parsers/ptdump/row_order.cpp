// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/ptdump/row_order.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>
#include <utility>

namespace ptscope {

namespace {

using RowNumbers = std::vector<std::uint32_t>;

RowNumbers byAddress(const ExtentTable &extents)
{
    RowNumbers order(extents.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto firsts = extents.firsts();
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return firsts[a] < firsts[b]; });
    return order;
}

/// Keeps of rows that overlap each other, one by one in the order of the text, those that are still free.
void keepEarlier(const ExtentTable &extents, std::span<const std::uint32_t> group, RowNumbers &kept, DiagnosticLog &log)
{
    RowNumbers byLine(group.begin(), group.end());
    std::sort(byLine.begin(), byLine.end());
    std::map<std::uint64_t, std::uint32_t> taken;
    for (const std::uint32_t i : byLine) {
        const AddrRange range = extents.range({i});
        const auto behind = taken.upper_bound(range.last.value);
        if (behind == taken.begin() || extents.last({std::prev(behind)->second}) < range.first) {
            taken.emplace(range.first.value, i);
        } else {
            log.add(DiagnosticCode::Overlap, extents.line({i}));
        }
    }
    std::transform(taken.begin(), taken.end(), std::back_inserter(kept),
                   [](const auto &entry) { return entry.second; });
}

RowNumbers withoutOverlaps(const ExtentTable &extents, DiagnosticLog &log)
{
    const RowNumbers order = byAddress(extents);
    const auto lasts = extents.lasts();
    RowNumbers kept;
    kept.reserve(order.size());
    for (std::size_t begin = 0; begin < order.size();) {
        std::uint64_t reached = lasts[order[begin]];
        std::size_t end = begin + 1;
        for (; end < order.size() && extents.firsts()[order[end]] <= reached; ++end) {
            reached = std::max(reached, lasts[order[end]]);
        }
        if (end - begin == 1) {
            kept.push_back(order[begin]);
        } else {
            keepEarlier(extents, std::span(order).subspan(begin, end - begin), kept, log);
        }
        begin = end;
    }
    return kept;
}

/// Rows by the line that printed them.
class RowsByLine
{
public:
    explicit RowsByLine(const ExtentTable &extents) : m_rows(extents.size())
    {
        m_lines.reserve(extents.size());
        for (std::uint32_t i = 0; i < extents.size(); ++i) {
            m_lines.emplace_back(extents.line({i}), i);
        }
        std::sort(m_lines.begin(), m_lines.end());
    }
    /// The slot behind the row that stood last before `line`, and the slot before the row that stood first behind it.
    std::pair<std::uint32_t, std::uint32_t> slotsAround(std::uint32_t line) const
    {
        const auto next = std::lower_bound(m_lines.begin(), m_lines.end(), std::pair{line, 0U});
        const std::uint32_t after = next == m_lines.begin() ? 0 : std::prev(next)->second + 1;
        return {after, next == m_lines.end() ? m_rows : next->second};
    }

private:
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_lines;
    std::uint32_t m_rows;
};

/// Where sorting parted the rows around a marker, one that ends a region stays behind its last row and one that begins a
/// region stays before its first.
void placeMarkers(std::vector<Marker> &markers, const ExtentTable &extents)
{
    const RowsByLine rows(extents);
    std::vector<std::pair<bool, Marker>> placed; // true: parted from the row above
    placed.reserve(markers.size());
    for (Marker &marker : markers) {
        const auto [behind, before] = rows.slotsAround(marker.line);
        const bool begins = meaningOf(marker.name).role == MarkerRole::Begins;
        marker.beforeRow = begins ? before : behind;
        placed.emplace_back(begins && before != behind, std::move(marker));
    }
    std::stable_sort(placed.begin(), placed.end(), [](const auto &a, const auto &b) {
        return std::pair(a.second.beforeRow, a.first) < std::pair(b.second.beforeRow, b.first);
    });
    std::transform(placed.begin(), placed.end(), markers.begin(), [](auto &entry) { return std::move(entry.second); });
}

void keepOnly(const RowNumbers &kept, ExtentTable &extents, std::vector<Marker> &markers)
{
    ExtentTable ordered;
    ordered.reserve(kept.size());
    for (const std::uint32_t i : kept) {
        ordered.append(extents.at({i}));
    }
    placeMarkers(markers, ordered);
    extents = std::move(ordered);
}

} // namespace

void putInOrder(ExtentTable &extents, std::vector<Marker> &markers, DiagnosticLog &log)
{
    keepOnly(withoutOverlaps(extents, log), extents, markers);
}

void removeRowsWithoutLevel(ExtentTable &extents, std::vector<Marker> &markers, DiagnosticLog &log)
{
    const auto levels = extents.levels();
    if (std::find(levels.begin(), levels.end(), Level::Unknown) == levels.end()) {
        return;
    }
    RowNumbers kept;
    for (std::uint32_t i = 0; i < extents.size(); ++i) {
        if (extents.level({i}) != Level::Unknown) {
            kept.push_back(i);
        } else {
            log.add(DiagnosticCode::TornLine, extents.line({i}), "the level is missing");
        }
    }
    keepOnly(kept, extents, markers);
}

} // namespace ptscope
