// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/lane_painter.h"

#include <QPainter>

#include "core/index/fold_scale.h"
#include "views/look/type.h"
#include "views/map/crowd_marks.h"
#include "views/map/map_measures.h"

namespace ptscope {

namespace {

/// All tile widths divide it: a pattern that starts at a multiple does not swim.
constexpr int patternPeriod = 168;
constexpr int dotStep = 3;
constexpr int dotsFrom = 3;
constexpr int zigzagFrom = 5;
constexpr int entriesFrom = 8;
constexpr int leastIndexedLane = 56;

PatternOptions patternOptions(const MapAxis &axis)
{
    PatternOptions options;
    const int period = patternPeriod * scaled(1);
    options.origin = {scaled(measures::gutter) - static_cast<int>(axis.origin() % period), 0};
    options.uiScale = uiScale();
    return options;
}

} // namespace

LanePainter::LanePainter(QPainter &painter, const MapAxis &axis, const MapSource &source, Theme theme)
    : m_painter(painter), m_axis(axis), m_source(source), m_colors(palette(theme)),
      m_patterns(painter, theme, patternOptions(axis)), m_text(painter, source, theme, axis.isLinear()),
      m_indexFont(monoFont(TextRole::Index)),
      m_indexWidth(QFontMetrics(m_indexFont).horizontalAdvance(QStringLiteral("0000")))
{ }

void LanePainter::draw(const MapLane &lane, std::span<const MapCell> cells, int gapAbove)
{
    m_painter.fillRect(lane.rect, m_colors.sunk);
    const int narrow = scaled(measures::gapFrom);
    for (std::size_t i = 0; i < cells.size();) {
        QRect rect = cells[i].rect;
        std::size_t next = i + 1;
        if (rect.width() < narrow) {
            while (next < cells.size() && cells[next].rect.width() < narrow && cells[next].rect.x() == rect.right() + 1
                   && looksLike(cells[i], cells[next])) {
                rect.setRight(cells[next++].rect.right());
            }
        } else if (cells[i].kind != CellKind::Hole) {
            rect.setWidth(rect.width() - scaled(1));
        }
        fill(rect, cells[i], lane, gapAbove);
        i = next;
    }
    for (const MapCell &cell : cells) {
        m_text.write(cell);
    }
}

void LanePainter::fill(const QRect &rect, const MapCell &cell, const MapLane &lane, int gapAbove)
{
    switch (cell.kind) {
    case CellKind::Region:
    case CellKind::Owner:
        fillRegion(rect);
        break;
    case CellKind::Table:
    case CellKind::Tables:
        fillTable(rect);
        break;
    case CellKind::Hole:
        fillHole(rect, cell, lane, gapAbove);
        break;
    case CellKind::Leaf:
        m_patterns.fill(rect, cell.leaf);
        drawEntries(rect, cell);
        markOthers(m_painter, m_patterns, m_colors, rect, cell);
        break;
    case CellKind::Access:
        if (cell.access == AccessClass::None) {
            m_patterns.fill(rect, LeafClass::Invalid);
        } else {
            m_patterns.fill(rect, cell.access);
        }
        markOthers(m_painter, m_patterns, m_colors, rect, cell);
        break;
    }
}

void LanePainter::fillTable(const QRect &rect)
{
    m_painter.fillRect(rect, m_colors.tableCell);
    if (rect.width() >= scaled(measures::gapFrom)) {
        m_patterns.frame(rect, m_colors.lineStrong, scaled(1));
    }
}

void LanePainter::fillRegion(const QRect &rect)
{
    m_painter.fillRect(rect, m_colors.raised);
    if (rect.width() >= scaled(measures::gapFrom)) {
        m_patterns.frame(rect, m_colors.lineStrong, scaled(1));
    }
}

bool LanePainter::isOfLane(const MapCell &cell, const MapLane &lane) const
{
    return lane.kind == LaneKind::Table && !cell.crowd && !cell.unprinted
        && m_source.index()->factsOf(cell.row).level == lane.level;
}

void LanePainter::fillHole(const QRect &rect, const MapCell &cell, const MapLane &lane, int gapAbove)
{
    const bool own = isOfLane(cell, lane);
    if (!m_axis.isLinear() && cell.range.size() >= FoldScale::breakFrom) {
        // From the level of the hole down to the last lane one break, the gaps between the lanes included.
        const QRect tall = own ? rect : rect.adjusted(0, -gapAbove, 0, 0);
        m_painter.fillRect(tall, m_colors.bg);
        if (rect.width() >= scaled(zigzagFrom)) {
            m_patterns.foldBreak(tall);
        }
        return;
    }
    if (!own || rect.width() < scaled(dotsFrom)) {
        return;
    }
    const int y = rect.center().y();
    for (int x = rect.x() + scaled(1); x < rect.right(); x += scaled(dotStep)) {
        m_painter.fillRect(x, y, scaled(1), scaled(1), m_colors.lineStrong);
    }
}

/// So deep that single entries have room, each is a cell of its own, and the gap between contiguous groups is wider.
void LanePainter::drawEntries(const QRect &rect, const MapCell &cell)
{
    const PagingGeometry &geometry = m_axis.index()->snapshot().geometry();
    const ByteCount span = geometry.span(cell.level);
    if (!m_axis.isLinear() || cell.crowd || m_axis.runPixels(span) < scaled(entriesFrom)) {
        return;
    }
    const int left = scaled(measures::gutter);
    const std::uint64_t shift = geometry.shift(cell.level);
    const bool grouped = cell.leaf == LeafClass::ContPage || cell.leaf == LeafClass::ContBlock;
    const unsigned group = grouped ? std::max(geometry.contiguousEntries(cell.level), 1U) : 1U;
    const VirtAddr from = std::max(cell.range.first, m_axis.addressAtX(rect.x() - left));
    const VirtAddr to = std::min(cell.range.last, m_axis.addressAtX(rect.right() + 1 - left));
    m_painter.setFont(m_indexFont);
    // Labels stand in the middle of the lane and would cover them.
    const bool roomForIndices = rect.height() >= scaled(leastIndexedLane);
    const int baseline = rect.y() + QFontMetrics(m_indexFont).ascent() + scaled(4);
    for (std::uint64_t entry = from.value >> shift; entry <= to.value >> shift; ++entry) {
        const VirtAddr first{entry << shift};
        const int x = left + m_axis.xOf(m_axis.positionOf(first));
        const int end = left + m_axis.xOf(m_axis.endOf(first + span - ByteCount{1}));
        if (first > cell.range.first && x > rect.x()) {
            m_painter.fillRect(x - scaled(1), rect.y(), entry % group == 0 && grouped ? scaled(3) : scaled(1),
                               rect.height(), m_colors.sunk);
        }
        if (roomForIndices && end - x >= m_indexWidth) {
            m_text.drawIndex(geometry.index(cell.level, first), cell.leaf, {x, rect.y(), end - x, rect.height()},
                             baseline);
        }
    }
}

} // namespace ptscope
