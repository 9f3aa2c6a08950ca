// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

#include <cstdint>
#include <vector>

namespace ptscope {

/// Where the moments of a series lie on a strip of pixels. Each has a slot; where there are more moments than pixels,
/// neighbours share a column.
class TimeStripGeometry
{
public:
    TimeStripGeometry() = default;
    TimeStripGeometry(std::uint32_t moments, const QRect &area) : m_moments(moments), m_area(area) { }

    const QRect &area() const { return m_area; }
    std::uint32_t moments() const { return m_moments; }
    /// Left edge of a moment's slot, its right edge is that of the next; `moment` may be one behind the last.
    int left(std::uint32_t moment) const;
    /// At least a pixel wide.
    QRect slot(std::uint32_t moment) const;
    int middle(std::uint32_t moment) const { return slot(moment).center().x(); }
    /// The moment at `x`, the nearest one beyond the ends. Call only when there are moments.
    std::uint32_t momentAt(int x) const;

private:
    std::uint32_t m_moments = 0;
    QRect m_area;
};

/// The lowest and highest value in each pixel column, as heights over the bottom of `area`.
struct SparkColumn {
    int x = 0;
    int low = 0;
    int high = 0;
};
/// Scaled so that the lowest value stands at the bottom and the highest at the top; equal ones stand in the middle. One
/// column for each pixel, at most; integer arithmetic, so that 2^63 bytes are drawn where they belong.
std::vector<SparkColumn> sparkline(const TimeStripGeometry &geometry, const std::vector<std::uint64_t> &values);

} // namespace ptscope
