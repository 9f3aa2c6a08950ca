// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

#include <optional>
#include <vector>

#include "core/diff/change_tally.h"
#include "views/common/change_overlay.h"
#include "views/diff/diff_source.h"
#include "views/look/palette.h"
#include "views/map/map_cell.h"

namespace ptscope {

/// What is done with churn: listed behind the rest and drawn lighter, treated like all else, or left out.
enum class ChurnShow : std::uint8_t { Apart, WithTheRest, Hidden };

/// A stretch of pixels of one side: the map's cell, and whether it is one of those that differ. `range` is of the axis.
struct DiffCell {
    MapCell map;
    Side side = Side::Before;
    bool changed = false;
    bool empty = false; ///< neither side maps anything here
};

enum class DiffLaneKind : std::uint8_t { Leaf, Access };

struct DiffLane {
    DiffLaneKind kind = DiffLaneKind::Leaf;
    Side side = Side::Before;
    QRect rect;
    std::uint32_t begin = 0; ///< cells [begin, end), from left to right
    std::uint32_t end = 0;
};

/// A stretch of the lane between the two sides: one change, or several that share a pixel.
struct ChangeCell {
    QRect rect;
    AddrRange range; ///< of the change, or of the pixel
    ChangeIndex first = noChange;
    std::uint32_t count = 0;
    ChangeKind kind = ChangeKind::Permission; ///< what matters most of them
    bool churn = false;                       ///< all of them are
    ChangeCounts counts;
};

/// Marks over one change or over several whose marks would overlap.
struct ChangeLabel {
    struct Part {
        ChangeMark mark = ChangeMark::Changed;
        std::uint32_t count = 0;
        bool churn = false;
    };
    QRect rect;
    std::vector<Part> parts; ///< meaning before churn
    ChangeIndex first = noChange;
};

/// An island that moved: pixels where it was, above, and where it is, below.
struct MovedBand {
    int fromLeft = 0;
    int fromRight = 0; ///< exclusive
    int toLeft = 0;
    int toRight = 0;
    ChangeIndex change = noChange;
};

} // namespace ptscope
