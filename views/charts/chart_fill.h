// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBrush>

#include <optional>
#include <vector>

#include "views/charts/chart_data.h"
#include "views/look/palette.h"
#include "views/look/pattern.h"

namespace ptscope {

/// Where a fill stands in a bar: the largest leaves first; alerts first, where the eye begins.
int orderOf(const ChartFill &fill);
/// The fills that occur, in the order in which parts stand.
std::vector<ChartFill> fillsOf(const ChartFigure &figure);
/// The same with the names of their parts, for legends and tables.
struct NamedFill {
    ChartFill fill;
    QString name;
};
std::vector<NamedFill> namedFillsOf(const ChartFigure &figure);
std::optional<std::size_t> partWithFill(const ChartBar &bar, const ChartFill &fill);

/// The hue alone; patterns are drawn over it.
QBrush brushOf(const ChartFill &fill, const Palette &colors);
void drawFill(PatternPainter &painter, const QRect &rect, const ChartFill &fill, const Palette &colors);

} // namespace ptscope
