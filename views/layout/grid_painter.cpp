// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/grid_painter.h"

#include <QPainter>

#include <algorithm>

#include "views/layout/entry_outline.h"
#include "views/layout/owner_hues.h"
#include "views/look/pixel_fill.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int hatchStep = 6;
constexpr int leastHatched = 6; ///< narrower cells keep their colour alone
constexpr int leastDotted = 8;
constexpr int leastFramed = 6;   ///< a table's cell shows its frame from here
constexpr int leastPieceGap = 3; ///< pieces of a texture stand apart from here
constexpr int wideOutlineFrom = 12;
constexpr int letterFrom = 14; ///< a cell's least height for a letter, and its least width with the plate
constexpr int letterMargin = 2;

PatternOptions optionsFor(const GridPlace &place, Emphasis emphasis)
{
    return {place.origin, emphasis, FillStyle::Stripe, uiScale()};
}

bool isReadOnly(const CellFill &fill)
{
    return fill.access == AccessClass::RoNx || fill.access == AccessClass::RoX;
}

} // namespace

GridMarks marksFor(QSize pitch, LayoutColours colours)
{
    GridPlace place;
    place.pitch = pitch;
    return {colours != LayoutColours::Permission && pitch.width() >= scaled(leastHatched),
            colours == LayoutColours::LeafSize && pitch.width() >= scaled(leastDotted), place.gap() != 0,
            colours == LayoutColours::Owner && std::min(pitch.width(), pitch.height()) - place.gap() + 1 >= scaled(letterFrom)};
}

GridPainter::GridPainter(QPainter &painter, const GridPlace &place, const TableContent &content, Theme theme,
                         LayoutColours colours)
    : m_painter(painter), m_place(place), m_content(content), m_palette(palette(theme)), m_hole(holeGround(m_palette)),
      m_colours(colours), m_full(painter, theme, optionsFor(place, Emphasis::Full)),
      m_faded(painter, theme, optionsFor(place, Emphasis::Faded))
{ }

void GridPainter::draw()
{
    drawFills();
    drawGaps();
    drawTables();
    drawMarks();
    drawOutlines();
}

/// Neighbours in a row of the grid that look alike are one rectangle; the gaps are drawn over it.
void GridPainter::drawFills()
{
    const auto alike = [](const TableContent::Entry &a, const TableContent::Entry &b) {
        return a.kind == b.kind && a.fill == b.fill;
    };
    const auto &entries = m_content.entries;
    const bool inRows = m_place.grid.order() == EntryOrder::Rows;
    const auto width = static_cast<unsigned>(m_place.grid.columns());
    for (unsigned i = 0; i < entries.size();) {
        unsigned end = i + 1;
        while (inRows && end % width != 0 && end < entries.size() && alike(entries[i], entries[end])) {
            ++end;
        }
        const QRect rect = m_place.cellRect(i).united(m_place.cellRect(end - 1));
        if (entries[i].kind == EntryKind::Hole) {
            m_batch.add(rect, m_hole);
        } else if (entries[i].kind == EntryKind::Leaf) {
            fill(rect, entries[i].fill);
        }
        i = end;
    }
    m_batch.draw(m_painter);
}

void GridPainter::drawGaps()
{
    const int gap = m_place.gap();
    if (gap == 0) {
        return;
    }
    const QRect cells = m_place.cells();
    const QSize pitch = m_place.pitch;
    for (int column = 1; column <= m_place.grid.columns(); ++column) {
        m_batch.add({cells.left() + column * pitch.width() - gap, cells.top(), gap, cells.height()}, m_palette.bg);
    }
    for (int row = 1; row <= m_place.grid.rows(); ++row) {
        m_batch.add({cells.left(), cells.top() + row * pitch.height() - gap, cells.width(), gap}, m_palette.bg);
    }
    m_batch.draw(m_painter);
}

/// A group is of one row: its first entry speaks for it.
QColor GridPainter::shown(const QColor &hue, EntrySpan span) const
{
    return fadedUnlessMatching(hue, m_content.entries[span.first].fill, m_palette);
}

void GridPainter::fill(const QRect &rect, const CellFill &cell)
{
    PatternPainter &pattern = cell.matches ? m_full : m_faded;
    if (cell.leaf == LeafClass::Invalid) {
        pattern.fill(rect, cell.leaf);
    } else if (m_colours == LayoutColours::Permission
               || (m_colours == LayoutColours::MemoryType && isSpecialMemory(cell))) {
        m_painter.fillRect(rect, m_palette.bg);
        pattern.fill(rect, cell.access);
    } else {
        m_batch.add(rect, fadedUnlessMatching(cellHue(cell, m_colours, m_palette), cell, m_palette));
    }
}

/// Framed, so that they are no blocks; inside, their own entries in address order, as finely as the cell allows. Pieces
/// are too small for patterns.
void GridPainter::drawTables()
{
    const bool framed = std::min(m_place.pitch.width(), m_place.pitch.height()) - m_place.gap() >= scaled(leastFramed);
    RectBatch grounds;
    for (unsigned i = 0; i < m_content.entries.size(); ++i) {
        if (m_content.entries[i].kind != EntryKind::Table) {
            continue;
        }
        const QRect cell = m_place.cellRect(i);
        QRect inside = cell.adjusted(2, 2, -2, -2);
        m_batch.add(cell, m_palette.lineStrong);
        if (framed) {
            grounds.add(cell.adjusted(1, 1, -1, -1), m_palette.tableCell);
        } else {
            inside = cell.adjusted(cell.width() > 2 ? 1 : 0, cell.height() > 2 ? 1 : 0, 0, 0);
        }
        addPieces(inside, m_content.entries[i]);
    }
    m_batch.draw(m_painter);
    grounds.draw(m_painter);
    m_pieces.draw(m_painter);
}

void GridPainter::addPieces(const QRect &inside, const TableContent::Entry &entry)
{
    const QSize pieces = m_content.textureSize;
    const int gapX = inside.width() / pieces.width() >= leastPieceGap && pieces.width() > 1 ? 1 : 0;
    const int gapY = inside.height() / pieces.height() >= leastPieceGap && pieces.height() > 1 ? 1 : 0;
    std::uint32_t number = entry.texture;
    for (int row = 0; row < pieces.height(); ++row) {
        const int top = inside.top() + row * (inside.height() + gapY) / pieces.height();
        const int bottom = inside.top() + (row + 1) * (inside.height() + gapY) / pieces.height() - gapY;
        for (int column = 0; column < pieces.width(); ++column) {
            const CellFill &piece = m_content.textures[number++];
            if (piece.leaf == LeafClass::Hole) {
                continue;
            }
            const int left = inside.left() + column * (inside.width() + gapX) / pieces.width();
            const int right = inside.left() + (column + 1) * (inside.width() + gapX) / pieces.width() - gapX;
            m_pieces.add({left, top, right - left, bottom - top}, speckHue(piece, m_colours, m_palette));
        }
    }
}

void GridPainter::drawHatches(const std::vector<QRect> &rects)
{
    const auto pixels = PixelFill::on(m_painter);
    if (pixels && pixels->scale() == 1) {
        for (const QRect &rect : rects) {
            pixels->hatch(rect, m_place.origin, scaled(hatchStep), m_palette.bg.rgb());
        }
        return;
    }
    QList<QLine> lines;
    for (const QRect &rect : rects) {
        addHatch(rect, lines);
    }
    m_painter.setPen(QPen(m_palette.bg, 1));
    m_painter.drawLines(lines);
}

void GridPainter::addHatch(const QRect &rect, QList<QLine> &lines) const
{
    const QPoint from = rect.topLeft() - m_place.origin;
    const int step = scaled(hatchStep);
    const int first = (from.x() + from.y()) / step * step;
    for (int sum = first; sum <= from.x() + from.y() + rect.width() + rect.height(); sum += step) {
        // x + y == sum, cut by the cell.
        const int left = std::max(0, sum - from.x() - from.y() - (rect.height() - 1));
        const int right = std::min(rect.width() - 1, sum - from.x() - from.y());
        if (left <= right) {
            const int offset = sum - from.x() - from.y();
            lines.append(
                {rect.left() + left, rect.top() + offset - left, rect.left() + right, rect.top() + offset - right});
        }
    }
}

/// What the colour does not tell: read-only and device where it shows sizes; W+X whatever it shows.
void GridPainter::drawMarks()
{
    const GridMarks marks = marksFor(m_place.pitch, m_colours);
    std::vector<QRect> hatches;
    RectBatch dots;
    for (unsigned i = 0; i < m_content.entries.size(); ++i) {
        const TableContent::Entry &entry = m_content.entries[i];
        const QRect cell = m_place.cellRect(i);
        const bool leaf = entry.kind == EntryKind::Leaf && entry.fill.leaf != LeafClass::Invalid;
        if (leaf && marks.hatched && isReadOnly(entry.fill)) {
            hatches.push_back(cell);
        }
        if (leaf && marks.dotted && entry.fill.access == AccessClass::Device) {
            dots.add({cell.left() + cell.width() / 2 - scaled(1), cell.top() + scaled(2), scaled(3), scaled(3)},
                     m_palette.bg);
        }
    }
    dots.draw(m_painter);
    drawHatches(hatches);
    drawOwnerLetters();
    drawAlerts();
}

/// Where another owner begins, its letter says so without the colour.
void GridPainter::drawOwnerLetters()
{
    if (!m_place.isLarge() || !marksFor(m_place.pitch, m_colours).lettered) {
        return;
    }
    const QFont font = monoFont(TextRole::Index);
    const QFontMetrics metrics(font);
    const QSize plate(metrics.horizontalAdvance(QLatin1Char('M')) + scaled(letterMargin),
                      metrics.capHeight() + 2 * scaled(letterMargin));
    m_painter.setFont(font);
    OwnerGroup before = OwnerGroup::Unknown;
    for (unsigned i = 0; i < m_content.entries.size(); ++i) {
        const TableContent::Entry &entry = m_content.entries[i];
        const OwnerGroup owner = entry.kind == EntryKind::Leaf ? entry.fill.owner : OwnerGroup::Unknown;
        if (owner != before && ownerLetter(owner) != '\0') {
            const QRect ground(m_place.cellRect(i).topLeft() + QPoint(scaled(1), scaled(1)), plate);
            m_painter.fillRect(ground, m_palette.bg);
            m_painter.setPen(fadedUnlessMatching(m_palette.text1, entry.fill, m_palette));
            m_painter.drawText(ground.left() + scaled(letterMargin) / 2,
                               ground.top() + scaled(letterMargin) + metrics.capHeight(),
                               QString(QLatin1Char(ownerLetter(owner))));
        }
        before = owner;
    }
}

/// Whatever the colours tell.
void GridPainter::drawAlerts()
{
    for (unsigned i = 0; i < m_content.entries.size(); ++i) {
        const TableContent::Entry &entry = m_content.entries[i];
        if (entry.fill.alert) {
            const QRect cell = m_place.cellRect(i);
            const QRect corner(cell.right() - cell.width() / 2, cell.top(), cell.width() / 2 + 1,
                               cell.height() / 2 + 1);
            m_full.fill(entry.kind == EntryKind::Table ? corner : cell, AccessClass::RwX);
        }
    }
}

void GridPainter::drawOutlines()
{
    if (!marksFor(m_place.pitch, m_colours).outlined || !m_place.isLarge()) {
        return;
    }
    const int width = m_place.pitch.width() >= scaled(wideOutlineFrom) ? scaled(2) : 1;
    for (const EntrySpan &span : m_content.missing) {
        outlineEntries(m_painter, m_place, span, shown(m_palette.warn, span), 1, OutlineStyle::Dashed);
    }
    for (const EntrySpan &group : m_content.groups) {
        outlineEntries(m_painter, m_place, group, shown(m_palette.selection, group), width);
    }
}

} // namespace ptscope
