// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

#include <cstdint>

#include "core/base/units.h"
#include "core/index/class_sums.h"
#include "core/paging/level.h"

namespace ptscope {

enum class LaneKind : std::uint8_t { Region, Table, Access, Owner };

enum class CellKind : std::uint8_t {
    Region,
    Table,  ///< one entry that points to a table
    Tables, ///< several such entries in too few pixels
    Leaf,
    Access, ///< what a mapped run permits
    Owner,  ///< neighbours that one owner has
    Hole,   ///< also where a hole of a higher level runs on below
};

/// One rectangle of the map. Drawing and hit-testing use the same list.
struct MapCell {
    QRect rect;
    AddrRange range; ///< of the whole run or entry, also where the window cuts it
    CellKind kind = CellKind::Hole;
    LaneKind lane = LaneKind::Table;
    Level level = Level::Pgd; ///< of the lane
    LeafClass leaf = LeafClass::Hole;
    AccessClass access = AccessClass::None;
    bool crowd = false;     ///< several runs share the pixel
    bool mixed = false;     ///< of owners: neighbours of one kind under several names
    bool unprinted = false; ///< a hole that no row of the dump tells
    ClassMask mask;
    std::uint32_t row = 0; ///< the row; of tables the first row seen below; of regions and owners their number
    std::uint32_t areas = 1; ///< of owners: how many ranges are drawn as one
};

/// Pixels [x0, x1) of a lane whose place is not known yet.
inline QRect laneSpan(int x0, int x1)
{
    return {x0, 0, x1 - x0, 0};
}

struct MapLane {
    LaneKind kind = LaneKind::Table;
    Level level = Level::Pgd;
    QRect rect;
    std::uint32_t begin = 0; ///< cells [begin, end), from left to right
    std::uint32_t end = 0;
};

} // namespace ptscope
