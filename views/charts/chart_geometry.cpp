// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chart_geometry.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numeric>

#include "views/look/numbers.h"
#include "views/look/widgets/stacked_bar.h"

namespace ptscope {

namespace {

constexpr int shortestPart = 2; ///< of a bar whose borders stand on the scale
constexpr int percentStep = 25;
constexpr int easilyHit = 6;
constexpr int nearMiss = 2;

BarShare shareOf(const ChartPart &part)
{
    if (const auto *leaf = std::get_if<LeafClass>(&part.fill)) {
        return {*leaf, part.amount};
    }
    const auto *access = std::get_if<AccessClass>(&part.fill);
    return {access == nullptr ? AccessClass::RwNx : *access, part.amount};
}

std::uint64_t largestTotal(const ChartFigure &figure)
{
    std::uint64_t most = figure.least;
    for (const ChartBar &bar : figure.bars) {
        most = std::max(most, bar.total());
    }
    return most;
}

QString tickText(ChartUnit unit, std::uint64_t amount)
{
    return unit == ChartUnit::Bytes ? runSizeText(amount) : countText(amount);
}

/// Powers that read well: of two for bytes, of ten for counts. The steps by which they may be thinned out.
std::vector<std::uint64_t> roundAmounts(ChartUnit unit, unsigned step)
{
    std::vector<std::uint64_t> out;
    if (unit == ChartUnit::Bytes) {
        for (unsigned shift = 0; shift < 64; shift += step) {
            out.push_back(std::uint64_t{1} << shift);
        }
        return out;
    }
    std::uint64_t power = 1;
    for (unsigned digits = 0; digits < 19; ++digits, power *= 10) {
        if (digits % step == 0) {
            out.push_back(power);
        }
    }
    return out;
}

std::vector<unsigned> stepsOf(ChartUnit unit)
{
    return unit == ChartUnit::Bytes ? std::vector<unsigned>{2, 4, 10, 20} : std::vector<unsigned>{1, 2, 3, 6};
}

bool haveRoom(const std::vector<ChartTick> &ticks, int labelLength)
{
    for (std::size_t i = 1; i < ticks.size(); ++i) {
        if (ticks[i].at - ticks[i - 1].at < labelLength) {
            return false;
        }
    }
    return true;
}

/// The part that holds the pixel, or a narrow neighbour that it just misses: a part of one pixel can be hit.
std::size_t partAlong(const std::vector<int> &lengths, int pixel)
{
    std::vector<int> borders{0};
    std::partial_sum(lengths.begin(), lengths.end(), std::back_inserter(borders));
    const auto behind = std::upper_bound(borders.begin() + 1, borders.end() - 1, pixel);
    const auto part = static_cast<std::size_t>(behind - borders.begin()) - 1;
    if (lengths[part] < easilyHit) {
        return part;
    }
    if (part > 0 && lengths[part - 1] < easilyHit && pixel - borders[part] < nearMiss) {
        return part - 1;
    }
    const bool beforeNext = part + 1 < lengths.size() && borders[part + 1] - pixel <= nearMiss;
    return beforeNext && lengths[part + 1] < easilyHit ? part + 1 : part;
}

} // namespace

ChartGeometry::ChartGeometry(const ChartFigure &figure, ChartScale scale, Qt::Orientation growth, QRect plot,
                             int labelLength)
    : m_plot(plot), m_growth(growth), m_scale(scale), m_sides(figure.sides)
{
    if (figure.bars.empty() || plot.isEmpty()) {
        return;
    }
    const auto count =
        static_cast<int>(m_sides == 1 ? figure.bars.size() : figure.bars.size() / 2 * slotsOfPair);
    // The least amount gets a length too: half of it is where bars begin.
    m_low = std::log2(static_cast<double>(figure.least)) - 1;
    m_high = std::log2(static_cast<double>(largestTotal(figure)));
    m_slot = std::max(1, (growth == Qt::Horizontal ? plot.height() : plot.width()) / count);
    // The bars of a pair touch but for a pixel.
    m_bar = std::max(1, m_slot - (m_sides == 2 ? std::min(1, m_slot - 1) : std::max(m_slot / 4, m_slot > 2 ? 1 : 0)));
    for (const ChartBar &bar : figure.bars) {
        layOutBar(bar, figure.stacking);
    }
    findTicks(figure.unit, labelLength);
}

int ChartGeometry::axisLength() const
{
    return m_growth == Qt::Horizontal ? m_plot.width() : m_plot.height();
}

int ChartGeometry::lengthOf(std::uint64_t amount) const
{
    if (amount == 0) {
        return 0;
    }
    if (m_scale == ChartScale::Share) {
        return axisLength();
    }
    const double share = (std::log2(static_cast<double>(amount)) - m_low) / (m_high - m_low);
    return std::clamp(static_cast<int>(std::lround(share * axisLength())), 1, axisLength());
}

void ChartGeometry::layOutBar(const ChartBar &bar, ChartStacking stacking)
{
    std::vector<int> lengths;
    if (stacking == ChartStacking::Totals && m_scale == ChartScale::Log) {
        std::uint64_t sum = 0;
        int before = 0;
        for (const ChartPart &part : bar.parts) {
            sum += part.amount;
            lengths.push_back(std::max(shortestPart, lengthOf(sum) - before));
            before += lengths.back();
        }
        // Minimums may reach over the end of the axis; the first part has the room.
        if (before > axisLength()) {
            lengths.front() = std::max(1, lengths.front() - (before - axisLength()));
        }
    } else {
        std::vector<BarShare> shares;
        std::transform(bar.parts.begin(), bar.parts.end(), std::back_inserter(shares), shareOf);
        lengths = shareWidths(shares, std::max(lengthOf(bar.total()), static_cast<int>(bar.parts.size())));
    }
    m_bars.push_back(std::move(lengths));
}

void ChartGeometry::findTicks(ChartUnit unit, int labelLength)
{
    if (m_scale == ChartScale::Share) {
        const int step = labelLength * 100 / percentStep <= axisLength() ? percentStep : 2 * percentStep;
        for (int percent = 0; percent <= 100; percent += step) {
            m_ticks.push_back({axisLength() * percent / 100, QStringLiteral("%1 %").arg(percent)});
        }
        return;
    }
    for (const unsigned step : stepsOf(unit)) {
        m_ticks.clear();
        for (const std::uint64_t amount : roundAmounts(unit, step)) {
            const double power = std::log2(static_cast<double>(amount));
            if (power > m_low && power <= m_high) {
                m_ticks.push_back({lengthOf(amount), tickText(unit, amount)});
            }
        }
        if (haveRoom(m_ticks, labelLength)) {
            return;
        }
    }
}

std::size_t ChartGeometry::slotCount() const
{
    return m_sides == 1 ? m_bars.size() : m_bars.size() / 2 * slotsOfPair;
}

QRect ChartGeometry::along(std::size_t slot, int from, int length, int thickness) const
{
    const int start = static_cast<int>(slot) * m_slot + (m_slot - thickness) / 2;
    if (m_growth == Qt::Horizontal) {
        return {m_plot.left() + from, m_plot.top() + start, length, thickness};
    }
    return {m_plot.left() + start, m_plot.bottom() + 1 - from - length, thickness, length};
}

QRect ChartGeometry::slotRect(std::size_t bar) const
{
    return along(slotOf(bar), 0, axisLength(), m_slot);
}

QRect ChartGeometry::groupRect(std::size_t bar) const
{
    const std::size_t first = bar - bar % static_cast<std::size_t>(m_sides);
    return slotRect(first) | slotRect(first + static_cast<std::size_t>(m_sides) - 1);
}

QRect ChartGeometry::rect(ChartSpot spot) const
{
    const std::vector<int> &lengths = m_bars[spot.bar];
    const int from = std::accumulate(lengths.begin(), lengths.begin() + static_cast<std::ptrdiff_t>(spot.part), 0);
    return along(slotOf(spot.bar), from, lengths[spot.part], m_bar);
}

QRect ChartGeometry::dimmedRect(ChartSpot spot, const ChartPart &part) const
{
    if (part.matching >= part.amount) {
        return {};
    }
    const std::vector<int> &lengths = m_bars[spot.bar];
    const int length = lengths[spot.part];
    const double share = static_cast<double>(part.matching) / static_cast<double>(part.amount);
    int solid = static_cast<int>(std::lround(share * length));
    if (part.matching != 0 && length > 1) {
        solid = std::clamp(solid, 1, length - 1);
    } else if (part.matching != 0) {
        return {}; // the only pixel of what is there
    }
    const int from = std::accumulate(lengths.begin(), lengths.begin() + static_cast<std::ptrdiff_t>(spot.part), 0);
    return along(slotOf(spot.bar), from + solid, length - solid, m_bar);
}

QRect ChartGeometry::barRect(std::size_t bar) const
{
    const std::vector<int> &lengths = m_bars[bar];
    return along(slotOf(bar), 0, std::accumulate(lengths.begin(), lengths.end(), 0), m_bar);
}

std::optional<ChartSpot> ChartGeometry::at(QPoint point) const
{
    for (std::size_t bar = 0; bar < m_bars.size(); ++bar) {
        if (!slotRect(bar).contains(point) || m_bars[bar].empty()) {
            continue;
        }
        return ChartSpot{bar, partAlong(m_bars[bar], m_growth == Qt::Horizontal ? point.x() - m_plot.left()
                                                                                : m_plot.bottom() - point.y())};
    }
    return std::nullopt;
}

} // namespace ptscope
