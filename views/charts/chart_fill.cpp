// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chart_fill.h"

#include <algorithm>

#include "views/look/type.h"

namespace ptscope {

std::optional<std::size_t> partWithFill(const ChartBar &bar, const ChartFill &fill)
{
    const auto found = std::find_if(bar.parts.begin(), bar.parts.end(),
                                    [&fill](const ChartPart &part) { return part.fill == fill; });
    return found == bar.parts.end() ? std::nullopt
                                    : std::optional(static_cast<std::size_t>(found - bar.parts.begin()));
}

int orderOf(const ChartFill &fill)
{
    if (const auto *leaf = std::get_if<LeafClass>(&fill)) {
        return leafClassCount - static_cast<int>(*leaf);
    }
    if (const auto *access = std::get_if<AccessClass>(&fill)) {
        return *access == AccessClass::RwX ? 0 : static_cast<int>(*access);
    }
    return static_cast<int>(std::get<PlainFill>(fill));
}

std::vector<NamedFill> namedFillsOf(const ChartFigure &figure)
{
    std::vector<NamedFill> out;
    for (const ChartBar &bar : figure.bars) {
        for (const ChartPart &part : bar.parts) {
            const bool known =
                std::any_of(out.begin(), out.end(), [&part](const NamedFill &n) { return n.fill == part.fill; });
            if (!known) {
                out.push_back({part.fill, part.name});
            }
        }
    }
    std::sort(out.begin(), out.end(),
              [](const NamedFill &a, const NamedFill &b) { return orderOf(a.fill) < orderOf(b.fill); });
    return out;
}

std::vector<ChartFill> fillsOf(const ChartFigure &figure)
{
    std::vector<ChartFill> out;
    for (const NamedFill &named : namedFillsOf(figure)) {
        out.push_back(named.fill);
    }
    return out;
}

QBrush brushOf(const ChartFill &fill, const Palette &colors)
{
    if (const auto *leaf = std::get_if<LeafClass>(&fill)) {
        return colors.of(*leaf);
    }
    if (const auto *access = std::get_if<AccessClass>(&fill)) {
        return colors.of(*access);
    }
    return std::get<PlainFill>(fill) == PlainFill::Solid ? QBrush(colors.accent) : QBrush(Qt::NoBrush);
}

void drawFill(PatternPainter &painter, const QRect &rect, const ChartFill &fill, const Palette &colors)
{
    if (const auto *leaf = std::get_if<LeafClass>(&fill)) {
        painter.fill(rect, *leaf);
    } else if (const auto *access = std::get_if<AccessClass>(&fill)) {
        painter.fill(rect, *access);
    } else if (std::get<PlainFill>(fill) == PlainFill::Open) {
        painter.frame(rect, colors.accent, scaled(1));
    }
}

} // namespace ptscope
