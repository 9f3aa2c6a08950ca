// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <span>
#include <vector>

#include "views/axis/map_axis.h"
#include "views/map/map_cell.h"

namespace ptscope {

struct RulerTick {
    int x = 0;      ///< of the mark
    int labelX = 0; ///< the label stands right of the mark, unless the window ends there
    VirtAddr address;
};

/// The size of a folded hole, or of several side by side.
struct RulerSize {
    int x = 0; ///< left edge of the text
    int width = 0;
    QString text;
};

struct MapRuler {
    std::vector<RulerTick> ticks; ///< from left to right
    std::vector<RulerSize> sizes;
};

struct RulerMetrics {
    int addressWidth = 0;
    int sizeDigitWidth = 0;
    int space = 0; ///< least room between two labels
};

/// x as in the cells. `cells` are those of all lanes in order of importance.
MapRuler rulerOf(const MapAxis &axis, std::span<const MapCell> cells, std::span<const MapCell> accessCells,
                 const RulerMetrics &metrics);

/// "128T", "6M": a size in the room of a break, four significant digits at most.
QString shortSizeText(std::uint64_t bytes);

} // namespace ptscope
