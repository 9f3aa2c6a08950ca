// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/time_strip_geometry.h"

#include <algorithm>

namespace ptscope {

namespace {

int heightOf(std::uint64_t value, std::uint64_t least, std::uint64_t most, int room)
{
    if (most == least) {
        return room / 2;
    }
    // Halved until the product fits: a pixel is far coarser than what is lost.
    std::uint64_t span = most - least;
    std::uint64_t part = value - least;
    while (span > std::uint64_t{1} << 48U) {
        span >>= 1U;
        part >>= 1U;
    }
    return static_cast<int>(part * static_cast<std::uint64_t>(room) / span);
}

} // namespace

int TimeStripGeometry::left(std::uint32_t moment) const
{
    const auto width = static_cast<std::uint64_t>(std::max(m_area.width(), 0));
    return m_moments == 0 ? m_area.left() : m_area.left() + static_cast<int>(width * moment / m_moments);
}

QRect TimeStripGeometry::slot(std::uint32_t moment) const
{
    const int from = left(moment);
    return {from, m_area.top(), std::max(left(moment + 1) - from, 1), m_area.height()};
}

std::uint32_t TimeStripGeometry::momentAt(int x) const
{
    const int offset = std::clamp(x - m_area.left(), 0, std::max(m_area.width() - 1, 0));
    const auto width = static_cast<std::uint64_t>(std::max(m_area.width(), 1));
    auto moment = static_cast<std::uint32_t>(static_cast<std::uint64_t>(offset) * m_moments / width);
    // Both divisions round down: the slot that begins at x may be the next one.
    if (moment + 1 < m_moments && left(moment + 1) <= x) {
        ++moment;
    }
    return std::min(moment, m_moments - 1);
}

std::vector<SparkColumn> sparkline(const TimeStripGeometry &geometry, const std::vector<std::uint64_t> &values)
{
    std::vector<SparkColumn> out;
    if (values.empty() || geometry.area().width() <= 0) {
        return out;
    }
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    const int room = std::max(geometry.area().height() - 1, 0);
    for (std::uint32_t moment = 0; moment < values.size(); ++moment) {
        const int height = heightOf(values[moment], *least, *most, room);
        const int end = std::max(geometry.left(moment + 1), geometry.left(moment) + 1);
        for (int x = geometry.left(moment); x < end; ++x) {
            if (!out.empty() && out.back().x == x) {
                out.back().low = std::min(out.back().low, height);
                out.back().high = std::max(out.back().high, height);
            } else {
                out.push_back({x, height, height});
            }
        }
    }
    return out;
}

} // namespace ptscope
