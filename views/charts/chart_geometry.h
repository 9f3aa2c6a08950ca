// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>

#include <optional>
#include <vector>

#include "views/charts/chart_data.h"

namespace ptscope {

enum class ChartScale : std::uint8_t {
    Share, ///< every bar is 100 %
    Log,
};

/// A part of a chart by number.
struct ChartSpot {
    std::size_t bar = 0;
    std::size_t part = 0;
    bool operator==(const ChartSpot &) const = default;
};

/// A place on the value axis, with the words for it.
struct ChartTick {
    int at = 0; ///< pixels from where bars begin
    QString text;
};

/// Which pixels each part of each bar takes. Drawing, pointing and the keys all ask here. What is there is seen: a part has at
/// least a pixel, and two bars of different amounts are never in the wrong order.
class ChartGeometry
{
public:
    ChartGeometry() = default;
    /// `plot` in painter units. Bars of `Horizontal` charts grow to the right and stand one below the other.
    ChartGeometry(const ChartFigure &figure, ChartScale scale, Qt::Orientation growth, QRect plot, int labelLength);

    QRect plot() const { return m_plot; }
    std::size_t bars() const { return m_bars.size(); }
    std::size_t parts(std::size_t bar) const { return m_bars[bar].size(); }
    int slotSize() const { return m_slot; }
    /// Bars stand in slots of one size; pairs leave one free between them.
    std::size_t slotCount() const;
    std::size_t slotOf(std::size_t bar) const { return m_sides == 1 ? bar : bar / 2 * slotsOfPair + bar % 2; }
    int slotsLength() const { return m_slot * static_cast<int>(slotCount()); }
    /// All of the row, or column, of a bar; of a pair that of both.
    QRect groupRect(std::size_t bar) const;
    int barSize() const { return m_bar; }
    QRect slotRect(std::size_t bar) const; ///< of the bar alone
    QRect rect(ChartSpot spot) const;
    QRect barRect(std::size_t bar) const; ///< empty where there are no parts
    int length(ChartSpot spot) const { return m_bars[spot.bar][spot.part]; }
    /// What of a part the filter does not let through; empty when it lets all through. Of a part that matches in some rows
    /// a pixel is left on either side, if it has two.
    QRect dimmedRect(ChartSpot spot, const ChartPart &part) const;
    /// The part under a point: the nearest one of the bar in whose row the point is, so that a part of one pixel can be hit.
    std::optional<ChartSpot> at(QPoint point) const;
    const std::vector<ChartTick> &ticks() const { return m_ticks; }

private:
    static constexpr std::size_t slotsOfPair = 3;

    int axisLength() const;
    int lengthOf(std::uint64_t amount) const;
    void layOutBar(const ChartBar &bar, ChartStacking stacking);
    void findTicks(ChartUnit unit, int labelLength);
    QRect along(std::size_t slot, int from, int length, int thickness) const;

    QRect m_plot;
    Qt::Orientation m_growth = Qt::Horizontal;
    ChartScale m_scale = ChartScale::Share;
    double m_low = 0;  ///< log2 of the amount at which bars begin
    double m_high = 1; ///< log2 of what fills the axis
    int m_sides = 1;
    int m_slot = 0;
    int m_bar = 0;
    std::vector<std::vector<int>> m_bars; ///< pixels of each part
    std::vector<ChartTick> m_ticks;
};

} // namespace ptscope
