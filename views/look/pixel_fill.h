// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPoint>
#include <QRect>

#include <cstddef>
#include <optional>

class QPainter;

namespace ptscope {

/// Fills rectangles of an image that a painter is open on, past the painter: QPainter takes a third of a microsecond for
/// each rectangle, which for cells of a few pixels is thirty times as long as their pixels take. In painter coordinates,
/// cut by the image.
class PixelFill
{
public:
    /// Nothing where pixels cannot be set directly: no image of 32 opaque bits, a clip, a widget
    /// of which only parts are painted, a scale that is no whole number.
    /// Valid as long as the painter is open and keeps its transform and clip.
    static std::optional<PixelFill> on(const QPainter &painter);

    /// `color` must be opaque.
    void fill(const QRect &rect, QRgb color) const;
    /// Rising lines of one unit, those pixels of `rect` where x + y, counted from `origin`, is a multiple of `step`. Only
    /// at scale 1: larger ones are lines with edges of their own.
    void hatch(const QRect &rect, QPoint origin, int step, QRgb color) const;
    int scale() const { return m_scale; }

private:
    PixelFill(QRgb *pixels, std::ptrdiff_t stride, QRect bounds, QPoint offset, int scale)
        : m_pixels(pixels), m_stride(stride), m_bounds(bounds), m_offset(offset), m_scale(scale)
    { }

    QRgb *m_pixels;
    std::ptrdiff_t m_stride; ///< pixels from line to line
    QRect m_bounds;          ///< of what may be touched, in pixels
    QPoint m_offset;         ///< of the painter's origin, in pixels
    int m_scale;
};

} // namespace ptscope
