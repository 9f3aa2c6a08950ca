// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/islands.h"

namespace ptscope {

namespace {

bool isLeaf(const Snapshot &snapshot, std::uint32_t row)
{
    return !snapshot.extents().attributes({row}).isHole();
}

bool touches(const Snapshot &snapshot, std::uint32_t row, std::uint32_t next)
{
    return snapshot.extents().last({row}).value + 1 == snapshot.extents().first({next}).value;
}

/// A hole row directly beside, or no row at all.
bool isGuarded(const Snapshot &snapshot, RowRange rows)
{
    const auto &extents = snapshot.extents();
    const bool left =
        rows.begin == 0 || !isLeaf(snapshot, rows.begin - 1) || !touches(snapshot, rows.begin - 1, rows.begin);
    const bool right =
        rows.end == extents.size() || !isLeaf(snapshot, rows.end) || !touches(snapshot, rows.end - 1, rows.end);
    return left && right;
}

Island islandOf(const Snapshot &snapshot, RowRange rows)
{
    const auto &extents = snapshot.extents();
    return {rows, {extents.first({rows.begin}), extents.last({rows.end - 1})}, isGuarded(snapshot, rows)};
}

constexpr std::uint64_t mixed(std::uint64_t hash, std::uint64_t value)
{
    hash ^= value + 0x9e3779b97f4a7c15U + (hash << 6U) + (hash >> 2U);
    return hash * 0xff51afd7ed558ccdU;
}

} // namespace

std::vector<Island> islandsIn(const Snapshot &snapshot, RowRange rows)
{
    std::vector<Island> out;
    for (std::uint32_t row = rows.begin; row < rows.end;) {
        if (!isLeaf(snapshot, row)) {
            ++row;
            continue;
        }
        std::uint32_t end = row + 1;
        while (end < rows.end && isLeaf(snapshot, end) && touches(snapshot, end - 1, end)) {
            ++end;
        }
        out.push_back(islandOf(snapshot, {row, end}));
        row = end;
    }
    return out;
}

bool beginsIsland(const Snapshot &snapshot, RowIndex row)
{
    return isLeaf(snapshot, row.value)
        && (row.value == 0 || !isLeaf(snapshot, row.value - 1) || !touches(snapshot, row.value - 1, row.value));
}

Island islandAround(const Snapshot &snapshot, RowIndex row)
{
    RowRange rows{row.value, row.value + 1};
    while (rows.begin > 0 && isLeaf(snapshot, rows.begin - 1) && touches(snapshot, rows.begin - 1, rows.begin)) {
        --rows.begin;
    }
    while (rows.end < snapshot.extents().size() && isLeaf(snapshot, rows.end)
           && touches(snapshot, rows.end - 1, rows.end)) {
        ++rows.end;
    }
    return islandOf(snapshot, rows);
}

std::uint64_t shapeOf(const Snapshot &snapshot, RowRange rows)
{
    std::uint64_t hash = rows.count();
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        Attributes attributes = snapshot.attributesOf({row});
        attributes.set(Attr::NotGlobal, false);
        hash = mixed(hash, snapshot.extents().range({row}).size().value);
        hash = mixed(hash, attributes.bits);
        hash = mixed(hash,
                     static_cast<std::uint64_t>(attributes.memoryType) << 8U | number(snapshot.extents().level({row})));
    }
    return hash;
}

} // namespace ptscope
