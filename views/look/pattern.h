// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/look/pattern_tiles.h"

#include <QPoint>
#include <QRect>

class QPainter;

namespace ptscope {

/// Cell: one rectangle stands for one run and gets a frame where the pattern is open. Stripe: a page is 2 px wide, so
/// the lines are thinner and frames would drown them.
enum class FillStyle : std::uint8_t { Cell, Stripe };

struct PatternOptions {
    /// Where the pattern starts, in painter coordinates. Pass the origin of the scrolled content: the pattern then
    /// belongs to the content, runs on from cell to cell and does not swim while scrolling.
    QPoint origin = {};
    Emphasis emphasis = Emphasis::Full;
    FillStyle style = FillStyle::Cell;
    qreal uiScale = 1.0;
};

/// Fills integer rectangles with the hue and the pattern of a class. Works on a QImage from any thread. Where a
/// rectangle is too small for its pattern it becomes solid:
///   page grid from 6 x 10, rail from 3 x 10 (joints from 6 wide), hatches and dots from 3 x 4,
///   bars from 1 x 6, frames from 8 x 8, dashed frame of a hole from 6 x 6.
/// An alert (RwX) is grown to at least 3 x 3; the rectangle really covered is returned.
class PatternPainter
{
public:
    PatternPainter(QPainter &painter, Theme theme, const PatternOptions &options = {});

    QRect fill(const QRect &rect, LeafClass leaf);
    QRect fill(const QRect &rect, AccessClass access);

    void foldBreak(const QRect &rect);     ///< folded hole on an axis: zigzag centred in the rectangle
    void simulatedBand(const QRect &rect); ///< ground of "Simulated, not measured"
    void dashedFrame(const QRect &rect, const QColor &color);
    void frame(const QRect &rect, const QColor &color, int width);

private:
    void texture(const QRect &rect, const PatternSheet &pattern, QPoint origin);
    void texture(const QRect &rect, const PatternSheet &sheet) { texture(rect, sheet, m_options.origin); }
    void rail(const QRect &rect, LeafClass leaf);
    QRect alert(const QRect &rect);
    int px(int designPixels) const { return designPixels * m_unit; }

    QPainter &m_painter;
    const PatternTiles &m_tiles;
    PatternOptions m_options;
    int m_unit;         ///< painter units per pixel of the design
    qreal m_pixelRatio; ///< pixels of a sheet per painter unit
};

/// A sample of the class for legends and table rows, the pattern beginning at the rectangle's own corner.
void drawSwatch(QPainter &painter, const QRect &rect, LeafClass leaf, Theme theme, qreal uiScale = 1.0);
void drawSwatch(QPainter &painter, const QRect &rect, AccessClass access, Theme theme, qreal uiScale = 1.0);

} // namespace ptscope
