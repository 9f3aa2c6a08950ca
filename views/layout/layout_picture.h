// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <array>
#include <vector>

#include "views/common/frame_budget.h"
#include "views/layout/layout_painter.h"

namespace ptscope {

/// The canvas without frames and marks, kept from frame to frame. A change draws the tables on the stage first; tables
/// for which a frame has no time stand in one colour until a later one.
class LayoutPicture
{
public:
    /// Something else is to be seen, or looks otherwise.
    void invalidate() { m_begun = false; }
    /// Draws on: at least one more table, more as long as `budget` lasts. `scene` is the same until invalidate().
    void advance(const LayoutScene &scene, qreal pixelRatio, FrameBudget budget);
    bool isWhole() const { return m_begun && m_late.empty(); }
    const QImage &image() const { return m_image; }
    const GridPictures &grids() const { return m_grids; }

private:
    void begin(const LayoutScene &scene, qreal pixelRatio);
    void drawGrid(LayoutPainter &painter, const GridPlace &place);

    QImage m_image;
    GridPictures m_grids;
    std::vector<std::size_t> m_late; ///< numbers of places that are not drawn yet, the most important first
    bool m_begun = false;
    std::array<std::chrono::nanoseconds, gridRoleCount> m_cost{}; ///< of a grid drawn anew, as far as known
};

} // namespace ptscope
