// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/alignment.h"

#include <algorithm>
#include <optional>

#include "core/diff/islands.h"

namespace ptscope {

namespace {

const Region *regionCalled(const Snapshot &snapshot, const std::string &name)
{
    const auto &regions = snapshot.regions();
    const auto found = std::find_if(regions.begin(), regions.end(), [&](const Region &r) { return r.name == name; });
    return found == regions.end() || !found->range ? nullptr : &*found;
}

bool isLeaf(const Snapshot &snapshot, std::uint32_t row)
{
    return !snapshot.extents().attributes({row}).isHole();
}

std::optional<AddrRange> contentOf(const Snapshot &snapshot, RowRange rows)
{
    std::uint32_t begin = rows.begin;
    std::uint32_t end = rows.end;
    while (begin < end && !isLeaf(snapshot, begin)) {
        ++begin;
    }
    while (end > begin && !isLeaf(snapshot, end - 1)) {
        --end;
    }
    if (begin == end) {
        return std::nullopt;
    }
    return AddrRange{snapshot.extents().first({begin}), snapshot.extents().last({end - 1})};
}

std::uint64_t leafBytes(const Snapshot &snapshot, RowRange rows)
{
    std::uint64_t bytes = 0;
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        bytes += isLeaf(snapshot, row) ? snapshot.extents().range({row}).size().value : 0;
    }
    return bytes;
}

/// Bytes that both map when `shift` is added to the earlier addresses.
std::uint64_t sharedBytes(const Snapshot &before, RowRange rowsBefore, const Snapshot &after, RowRange rowsAfter,
                          std::uint64_t shift)
{
    std::uint64_t bytes = 0;
    std::uint32_t b = rowsAfter.begin;
    for (std::uint32_t a = rowsBefore.begin; a < rowsBefore.end; ++a) {
        if (!isLeaf(before, a)) {
            continue;
        }
        const AddrRange there{{before.extents().first({a}).value + shift}, {before.extents().last({a}).value + shift}};
        while (b < rowsAfter.end && after.extents().last({b}) < there.first) {
            ++b;
        }
        for (std::uint32_t i = b; i < rowsAfter.end && after.extents().first({i}) <= there.last; ++i) {
            const AddrRange row = after.extents().range({i});
            bytes += isLeaf(after, i) && row.overlaps(there) ? intersection(row, there).size().value : 0;
        }
    }
    return bytes;
}

std::optional<MovedPart> movedRegion(const Snapshot &before, const Region &from, const Snapshot &after,
                                     const Region &to, AlignBy how)
{
    const auto contentBefore = contentOf(before, from.rows);
    const auto contentAfter = contentOf(after, to.rows);
    if (!contentBefore || !contentAfter || contentBefore->first == contentAfter->first) {
        return std::nullopt;
    }
    const std::uint64_t shift = contentAfter->first.value - contentBefore->first.value;
    const std::uint64_t shared = sharedBytes(before, from.rows, after, to.rows, shift);
    const std::uint64_t inPlace = sharedBytes(before, from.rows, after, to.rows, 0);
    const std::uint64_t smaller = std::min(leafBytes(before, from.rows), leafBytes(after, to.rows));
    const bool fits = shared > inPlace && shared / 3 >= smaller / 4;
    if (!fits && how != AlignBy::Region) {
        return std::nullopt;
    }
    return MovedPart{from.name, false, *contentBefore, shift};
}

/// The kernel's text: the largest island with rows that the kernel may execute.
std::optional<Island> textIsland(const Snapshot &snapshot, RowRange rows)
{
    std::optional<Island> best;
    std::uint64_t most = 0;
    for (const Island &island : islandsIn(snapshot, rows)) {
        std::uint64_t executable = 0;
        for (std::uint32_t row = island.rows.begin; row < island.rows.end; ++row) {
            const bool counts = snapshot.classOf({row}).access == AccessClass::RoX
                || snapshot.classOf({row}).access == AccessClass::RwX;
            executable += counts ? snapshot.extents().range({row}).size().value : 0;
        }
        if (executable > most) {
            most = executable;
            best = island;
        }
    }
    return best;
}

/// Bytes from the start of the island to its first executable row: the image's head is not, and a neighbour may touch it.
std::uint64_t textStart(const Snapshot &snapshot, const Island &island)
{
    for (std::uint32_t row = island.rows.begin; row < island.rows.end; ++row) {
        const AccessClass access = snapshot.classOf({row}).access;
        if (access == AccessClass::RoX || access == AccessClass::RwX) {
            return snapshot.extents().first({row}).value;
        }
    }
    return island.range.first.value;
}

/// From the text on, the islands that stand at the same distance in both belong to the image: text, data behind the freed
/// init sections.
std::optional<MovedPart> movedImage(const Snapshot &before, const Region &from, const Snapshot &after, const Region &to)
{
    const auto textBefore = textIsland(before, from.rows);
    const auto textAfter = textIsland(after, to.rows);
    if (!textBefore || !textAfter) {
        return std::nullopt;
    }
    const std::uint64_t shift = textStart(after, *textAfter) - textStart(before, *textBefore);
    if (shift == 0 || textBefore->range.size() != textAfter->range.size()) {
        return std::nullopt;
    }
    // A page of the image's head that became executable looks like a shift, too; but it fits worse than no shift.
    if (sharedBytes(before, textBefore->rows, after, to.rows, shift) <= sharedBytes(before, textBefore->rows, after, to.rows, 0)) {
        return std::nullopt;
    }
    AddrRange image = textBefore->range;
    const auto islandsBefore = islandsIn(before, {textBefore->rows.end, from.rows.end});
    const auto islandsAfter = islandsIn(after, {textAfter->rows.end, to.rows.end});
    if (!islandsBefore.empty() && !islandsAfter.empty()
        && islandsBefore.front().range.first.value + shift == islandsAfter.front().range.first.value
        && islandsBefore.front().range.size() == islandsAfter.front().range.size()) {
        image.last = islandsBefore.front().range.last;
    }
    return MovedPart{from.name, true, image, shift};
}

bool overlapsAny(const std::vector<MovedPart> &parts, const MovedPart &part)
{
    return std::any_of(parts.begin(), parts.end(), [&](const MovedPart &other) {
        return other.before.overlaps(part.before) || other.after().overlaps(part.after());
    });
}

/// The stretches of the whole space outside `taken` (ascending, disjoint).
std::vector<AddrRange> outside(const std::vector<AddrRange> &taken)
{
    std::vector<AddrRange> out;
    std::uint64_t at = 0;
    for (const AddrRange &range : taken) {
        if (range.first.value > at) {
            out.push_back({{at}, {range.first.value - 1}});
        }
        at = range.last.value + 1;
        if (at == 0) {
            return out;
        }
    }
    out.push_back({{at}, {~std::uint64_t{0}}});
    return out;
}

/// Both ascending and disjoint.
void addOverlaps(std::vector<Lane> &lanes, const std::vector<AddrRange> &these, const std::vector<AddrRange> &others,
                 Lane like)
{
    for (std::size_t i = 0, j = 0; i < these.size() && j < others.size();) {
        if (these[i].overlaps(others[j])) {
            like.range = intersection(these[i], others[j]);
            lanes.push_back(like);
        }
        ++(these[i].last < others[j].last ? i : j);
    }
}

AddrRange shifted(AddrRange range, std::uint64_t by)
{
    return {{range.first.value + by}, {range.last.value + by}};
}

} // namespace

AddrRange Alignment::placeAfter(AddrRange before) const
{
    const auto in = [&](const auto &parts) {
        return std::find_if(parts.begin(), parts.end(), [&](const auto &part) { return part.before.contains(before.first); });
    };
    const auto part = in(moved);
    const auto area = in(areas);
    return shifted(before, part != moved.end() ? part->shift : area != areas.end() ? area->shift : 0);
}

AddrRange Alignment::placeBefore(AddrRange after) const
{
    const auto in = [&](const auto &parts) {
        return std::find_if(parts.begin(), parts.end(), [&](const auto &part) { return part.after().contains(after.first); });
    };
    const auto part = in(moved);
    const auto area = in(areas);
    return shifted(after, ~(part != moved.end() ? part->shift : area != areas.end() ? area->shift : 0) + 1);
}

std::vector<Lane> Alignment::lanes() const
{
    std::vector<AddrRange> takenBefore;
    std::vector<AddrRange> takenAfter;
    std::vector<Lane> lanes;
    const auto take = [&](const auto &part) {
        takenBefore.push_back(part.before);
        takenAfter.push_back(part.after());
        lanes.push_back({part.after(), part.shift, true, true});
    };
    std::for_each(moved.begin(), moved.end(), take);
    std::for_each(areas.begin(), areas.end(), take);
    const auto byFirst = [](const AddrRange &a, const AddrRange &b) { return a.first < b.first; };
    std::sort(takenBefore.begin(), takenBefore.end(), byFirst);
    std::sort(takenAfter.begin(), takenAfter.end(), byFirst);
    const auto restBefore = outside(takenBefore);
    const auto restAfter = outside(takenAfter);
    addOverlaps(lanes, restBefore, restAfter, {{}, 0, true, true});
    // Where one of the two has a moved part instead.
    addOverlaps(lanes, restBefore, takenAfter, {{}, 0, true, false});
    addOverlaps(lanes, restAfter, takenBefore, {{}, 0, false, true});
    std::sort(lanes.begin(), lanes.end(), [](const Lane &a, const Lane &b) { return a.range.first < b.range.first; });
    return lanes;
}

namespace {

/// No region moves over the end of the address space: such a shift is chance.
bool wraps(AddrRange range)
{
    return range.last < range.first;
}

} // namespace

Alignment align(const Snapshot &before, const Snapshot &after, AlignBy how)
{
    Alignment out;
    if (how == AlignBy::Address) {
        return out;
    }
    for (const Region &from : before.regions()) {
        const Region *to = from.range ? regionCalled(after, from.name) : nullptr;
        if (to == nullptr) {
            continue;
        }
        // Allocations do not move together: in the vmalloc area only the image does.
        const bool allocations = from.name.starts_with("vmalloc") || from.name.starts_with("Modules");
        const auto part =
            allocations ? movedImage(before, from, after, *to) : movedRegion(before, from, after, *to, how);
        if (part && !wraps(part->after()) && !overlapsAny(out.moved, *part)) {
            out.moved.push_back(*part);
        }
    }
    std::sort(out.moved.begin(), out.moved.end(),
              [](const MovedPart &a, const MovedPart &b) { return a.after().first < b.after().first; });
    return out;
}

} // namespace ptscope
