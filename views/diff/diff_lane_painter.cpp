// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/diff_lane_painter.h"

#include <QPainter>

#include "core/index/fold_scale.h"
#include "views/look/type.h"
#include "views/map/crowd_marks.h"
#include "views/map/map_measures.h"

namespace ptscope {

namespace {

/// All tile widths divide it: a pattern that starts at a multiple does not swim.
constexpr int patternPeriod = 168;
constexpr int zigzagFrom = 5;

PatternOptions optionsFor(const MapAxis &axis, Emphasis emphasis)
{
    PatternOptions options;
    options.origin = {scaled(measures::gutter) - static_cast<int>(axis.origin() % (patternPeriod * scaled(1))), 0};
    options.uiScale = uiScale();
    options.emphasis = emphasis;
    return options;
}

bool lookAlike(const DiffCell &a, const DiffCell &b)
{
    return a.changed == b.changed && a.empty == b.empty && a.map.kind == b.map.kind
        && (a.map.kind == CellKind::Hole ? !a.empty : looksLike(a.map, b.map));
}

} // namespace

DiffLanePainter::DiffLanePainter(QPainter &painter, const MapAxis &axis, Theme theme)
    : m_painter(painter), m_linear(axis.isLinear()), m_colors(palette(theme)),
      m_full(painter, theme, optionsFor(axis, Emphasis::Full)),
      m_faded(painter, theme, optionsFor(axis, Emphasis::Faded))
{ }

void DiffLanePainter::draw(const DiffLane &lane, std::span<const DiffCell> cells, const QRect &tall)
{
    const int narrow = scaled(measures::gapFrom);
    for (std::size_t i = 0; i < cells.size();) {
        QRect rect = cells[i].map.rect;
        std::size_t next = i + 1;
        if (rect.width() < narrow) {
            while (next < cells.size() && cells[next].map.rect.width() < narrow
                   && cells[next].map.rect.x() == rect.right() + 1 && lookAlike(cells[i], cells[next])) {
                rect.setRight(cells[next++].map.rect.right());
            }
        } else if (cells[i].map.kind != CellKind::Hole) {
            rect.setWidth(rect.width() - scaled(1));
        }
        fill(rect, cells[i], lane, tall);
        i = next;
    }
}

void DiffLanePainter::fill(const QRect &rect, const DiffCell &cell, const DiffLane &lane, const QRect &tall)
{
    PatternPainter &patterns = cell.changed ? m_full : m_faded;
    if (cell.map.kind == CellKind::Hole) {
        fillHole(rect, cell, lane, tall);
        return;
    }
    if (cell.map.kind == CellKind::Leaf) {
        patterns.fill(rect, cell.map.leaf);
    } else if (cell.map.access == AccessClass::None) {
        patterns.fill(rect, LeafClass::Invalid);
    } else {
        patterns.fill(rect, cell.map.access);
    }
    // Alerts stand out on either side, changed or not: m_full.
    markOthers(m_painter, m_full, m_colors, rect, cell.map);
}

/// Where the other side maps something the hole is drawn as one; where neither does it is the ground, or a break.
void DiffLanePainter::fillHole(const QRect &rect, const DiffCell &cell, const DiffLane &lane, const QRect &tall)
{
    if (!cell.empty) {
        if (lane.kind == DiffLaneKind::Leaf) {
            const QRect frame(rect.x(), tall.y(), rect.width() - (rect.width() > 4 ? 1 : 0), tall.height());
            m_full.fill(frame, LeafClass::Hole);
        }
        return;
    }
    const bool isBreak = !m_linear && cell.map.range.size() >= FoldScale::breakFrom;
    if (isBreak && lane.kind == DiffLaneKind::Leaf && rect.width() >= scaled(zigzagFrom)) {
        m_full.foldBreak({rect.x(), tall.y(), rect.width(), tall.height()});
    }
}

} // namespace ptscope
