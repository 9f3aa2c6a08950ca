// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_painter.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/snapshot/row_text.h"
#include "views/look/address_paint.h"
#include "views/look/numbers.h"
#include "views/look/type.h"
#include "views/map/gutter_painter.h"
#include "views/map/lane_painter.h"
#include "views/map/marker_paint.h"
#include "views/map/map_key.h"
#include "views/map/map_labels.h"
#include "views/map/map_measures.h"

namespace ptscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MapPainter)
};

constexpr int markWidth = 2;
constexpr int hoverShare = 50;

void drawRuler(QPainter &painter, const MapGeometry &geometry, const MapAxis &axis, const Palette &colors)
{
    const QRect area = geometry.rulerRect();
    const int lineHeight = scaled(measures::rulerLine);
    const QFont font = monoFont(TextRole::Label);
    const AddrRange view = axis.visible();
    const AddressInk ink{colors.text1, colors.text3, std::min(commonDigits(view.first.value, view.last.value), 12)};
    const int bottom = geometry.lanes().front().rect.top();
    for (const RulerTick &tick : geometry.ruler().ticks) {
        const int markTop = tick.labelX == tick.x ? area.y() + lineHeight : area.y() + lineHeight - scaled(2);
        painter.fillRect(area.x() + tick.x, markTop, scaled(1), bottom - markTop, colors.text2);
        const QRect label(area.x() + tick.labelX, area.y(), area.width(), lineHeight);
        drawAddress(painter, label, tick.address.value, font, ink);
    }
    painter.setFont(wordFont(TextRole::Label));
    painter.setPen(colors.text3);
    for (const RulerSize &size : geometry.ruler().sizes) {
        const QRect label(area.x() + size.x, area.y() + lineHeight, size.width, area.height() - lineHeight);
        painter.drawText(label, Qt::AlignCenter | Qt::TextDontClip, size.text);
    }
}

/// A frame that does not cover what it marks: inside where there is room, else around it.
void drawMark(QPainter &painter, const QRect &cell, const QColor &color, const QRect &limits)
{
    const int line = scaled(markWidth);
    QRect rect = cell.width() >= 4 * line ? cell : cell.adjusted(-line, 0, line, 0);
    rect = rect.adjusted(0, -line / 2, 0, line / 2).intersected(limits.adjusted(-line, -line, line, line));
    painter.fillRect(rect.x(), rect.y(), rect.width(), line, color);
    painter.fillRect(rect.x(), rect.bottom() + 1 - line, rect.width(), line, color);
    painter.fillRect(rect.x(), rect.y(), line, rect.height(), color);
    painter.fillRect(rect.right() + 1 - line, rect.y(), line, rect.height(), color);
}

void drawDottedFrame(QPainter &painter, const QRect &rect, const QColor &color)
{
    const int dot = scaled(1);
    for (int x = rect.x(); x <= rect.right(); x += 2 * dot) {
        painter.fillRect(x, rect.y(), dot, dot, color);
        painter.fillRect(x, rect.bottom() + 1 - dot, dot, dot, color);
    }
    for (int y = rect.y(); y <= rect.bottom(); y += 2 * dot) {
        painter.fillRect(rect.x(), y, dot, dot, color);
        painter.fillRect(rect.right() + 1 - dot, y, dot, dot, color);
    }
}

/// The cells of one run or entry; of anything else the columns that it takes.
std::vector<QRect> markRects(const MapGeometry &geometry, const MapSource &source, AddrRange range)
{
    std::vector<QRect> rects;
    for (const MapCell *cell : geometry.cellsOfRange(range)) {
        if (cell->kind != CellKind::Hole || cell->lane != LaneKind::Access) {
            rects.push_back(cell->rect);
        }
    }
    const QRect column = geometry.columnOf(range);
    if (!rects.empty() || column.isEmpty()) {
        return rects;
    }
    const auto row = source.snapshot().extents().find(range.first);
    const bool oneRow = row && source.snapshot().extents().range(*row).contains(range);
    const Level level = oneRow ? source.index()->factsOf(row->value).level : source.levels().front();
    QRect lanes;
    for (const MapLane &lane : geometry.lanes()) {
        const bool own = lane.kind == LaneKind::Table && number(lane.level) >= number(level);
        if (oneRow && (lane.kind == LaneKind::Access || (lane.kind == LaneKind::Table && lane.level == level))) {
            rects.push_back(lane.rect.intersected(column.adjusted(0, -column.top(), 0, lane.rect.bottom())));
        } else if (!oneRow && (own || lane.kind == LaneKind::Access)) {
            lanes |= lane.rect;
        }
    }
    if (!oneRow) {
        rects.push_back({column.x(), lanes.y(), column.width(), lanes.height()});
    }
    return rects;
}

Level levelOfSelection(const MapGeometry &geometry, AddrRange range)
{
    Level level = Level::Pgd;
    bool found = false;
    for (const MapCell *cell : geometry.cellsOfRange(range)) {
        if (cell->lane == LaneKind::Table && cell->kind != CellKind::Hole) {
            level = cell->level;
            found = true;
        }
    }
    return found ? level : Level::Pte;
}

void drawWalk(QPainter &painter, const MapGeometry &geometry, const MapSource &source, AddrRange selection, Theme theme)
{
    const Palette &colors = palette(theme);
    CellText text(painter, source, theme, false);
    for (const MapCell *cell : geometry.cellsAbove(selection.first, levelOfSelection(geometry, selection))) {
        const int gap = cell->rect.width() >= scaled(measures::gapFrom) ? scaled(1) : 0;
        const QRect rect = cell->rect.adjusted(0, 0, -gap, 0);
        painter.fillRect(rect, colors.accent);
        painter.fillRect(rect.adjusted(scaled(1), scaled(1), -scaled(1), -scaled(1)), colors.accentBg);
        if (cell->kind != CellKind::Tables) {
            text.write(*cell, true);
        }
    }
}

void drawFootnote(QPainter &painter, const MapGeometry &geometry, const MapSource &source, const MapAxis &axis,
                  AddrRange selection, const Palette &colors)
{
    const QRect column = geometry.columnOf(selection);
    if (column.isEmpty()) {
        return;
    }
    const QFont font = wordFont(TextRole::Value);
    QFont small = font;
    small.setPixelSize(wordFont(TextRole::Label).pixelSize());
    const QFontMetrics metrics(small);
    const QString text = Words::tr("selected: %1").arg(factsOf(selection, source));
    const QRect foot = geometry.footRect();
    const int width = metrics.horizontalAdvance(text) + scaled(14);
    const int tip = column.center().x();
    const int y = foot.y() + scaled(5);
    // Right of the tip, or left of it where the key of widths begins; over the key no tip could be seen, nor the key.
    const int key = mapKeyRect(geometry, axis).left();
    for (int i = 0; i < scaled(6) && tip + scaled(8) < key; ++i) {
        painter.fillRect(tip - i, y + i, 2 * i + 1, 1, colors.selection);
    }
    const bool right = tip + width < key;
    const int leftOfTip = std::min(tip + scaled(5), key) - width;
    const int x = right ? tip + scaled(9) : std::max(leftOfTip, geometry.content().x());
    painter.setFont(small);
    painter.setPen(colors.text1);
    painter.drawText(x, foot.center().y() - metrics.height() / 2 + metrics.ascent(), text);
}

} // namespace

/// All but the lanes, which bring theirs along.
void MapPainter::drawGround(QPainter &painter) const
{
    QRegion ground(QRect({0, 0}, m_geometry.size()));
    for (const MapLane &lane : m_geometry.lanes()) {
        ground -= lane.rect.adjusted(1, 1, -1, -1); // the rim is drawn twice, where scales by a fraction round
    }
    for (const QRect &part : ground) {
        painter.fillRect(part, palette(m_theme).bg);
    }
}

void MapPainter::drawContent(QPainter &painter) const
{
    const Palette &colors = palette(m_theme);
    if (m_axis.empty()) {
        painter.fillRect(QRect({0, 0}, m_geometry.size()), colors.bg);
        return;
    }
    drawGround(painter);
    GutterPainter gutter(painter, m_source, m_theme);
    gutter.drawRuler(m_geometry.rulerRect());
    {
        const std::vector<int> lit = litColumns();
        LanePainter lanes(painter, m_axis, m_source, m_theme);
        int bottom = m_geometry.rulerRect().bottom() + 1;
        for (const MapLane &lane : m_geometry.lanes()) {
            gutter.drawLane(lane);
            painter.setClipRect(lane.rect.adjusted(0, bottom - lane.rect.y(), 0, 0));
            lanes.draw(lane, m_geometry.cellsOf(lane), lane.rect.y() - bottom);
            painter.setClipping(false);
            drawVeil(painter, lane, lit);
            bottom = lane.rect.bottom() + 1;
        }
    }
    drawRuler(painter, m_geometry, m_axis, colors);
    drawMapKey(painter, m_geometry, m_axis, m_theme);
}

/// How many columns left of each hold something that matches. All lanes are made from one strip, so each pixel is asked
/// for once, not once a lane.
std::vector<int> MapPainter::litColumns() const
{
    if (!m_veil.isOn()) {
        return {};
    }
    const MapStrip &strip = m_geometry.strip();
    const ExtentTable &extents = m_source.snapshot().extents();
    std::vector<int> lit(static_cast<std::size_t>(m_geometry.content().width()) + 1, 0);
    for (std::size_t i = 0; i < strip.pieces.size(); ++i) {
        if (!m_veil.dims(rowsOf(strip, i, extents))) {
            std::fill(lit.begin() + strip.pieces[i].x0 + 1, lit.begin() + strip.pieces[i].x1 + 1, 1);
        }
    }
    std::partial_sum(lit.begin(), lit.end(), lit.begin());
    return lit;
}

/// An alert takes pixels of its neighbours, so a single run is asked for by its row.
bool MapPainter::isVeiled(const MapCell &cell, const std::vector<int> &lit) const
{
    if (cell.lane == LaneKind::Access && !cell.crowd && !cell.unprinted) {
        return m_veil.dims(RowRange{cell.row, cell.row + 1});
    }
    const QRect content = m_geometry.content();
    const auto before = [&](int x) {
        return lit[static_cast<std::size_t>(std::clamp(x - content.left(), 0, content.width()))];
    };
    return before(cell.rect.right() + 1) == before(cell.rect.left());
}

/// Neighbours are veiled together: as many fills as the eye sees edges.
void MapPainter::drawVeil(QPainter &painter, const MapLane &lane, const std::vector<int> &lit) const
{
    if (lit.empty()) {
        return;
    }
    QRect veiled;
    for (const MapCell &cell : m_geometry.cellsOf(lane)) {
        if (!isVeiled(cell, lit)) {
            continue;
        }
        if (veiled.right() + 1 == cell.rect.x()) {
            veiled.setRight(cell.rect.right());
            continue;
        }
        MatchVeil::draw(painter, veiled, palette(m_theme));
        veiled = cell.rect;
    }
    MatchVeil::draw(painter, veiled, palette(m_theme));
}

void MapPainter::drawMarks(QPainter &painter, const MapMarks &marks) const
{
    if (m_axis.empty()) {
        return;
    }
    const Palette &colors = palette(m_theme);
    drawMarkers(painter, m_geometry, m_axis, marks, colors);
    if (marks.selection) {
        painter.setClipRect(m_geometry.content());
        drawWalk(painter, m_geometry, m_source, *marks.selection, m_theme);
        painter.setClipping(false);
    }
    if (marks.hover && marks.hover != marks.selection) {
        for (const QRect &rect : markRects(m_geometry, m_source, *marks.hover)) {
            drawMark(painter, rect, mix(colors.selection, colors.bg, hoverShare), m_geometry.content());
        }
    }
    if (!marks.selection) {
        if (marks.focused) {
            drawDottedFrame(painter, m_geometry.content(), colors.accent);
        }
        return;
    }
    for (const QRect &rect : markRects(m_geometry, m_source, *marks.selection)) {
        drawMark(painter, rect, colors.selection, m_geometry.content());
        if (marks.focused) {
            const int outside = rect.width() >= 4 * scaled(markWidth) ? scaled(2) : scaled(2 + markWidth);
            drawDottedFrame(painter, rect.adjusted(-outside, -scaled(3), outside, scaled(3)), colors.accent);
        }
    }
    drawFootnote(painter, m_geometry, m_source, m_axis, *marks.selection, colors);
}

} // namespace ptscope
