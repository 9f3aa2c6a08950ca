// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/row_paint.h"

#include <QPainter>

#include "views/look/palette.h"
#include "views/look/pattern.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int swatchPixels = 22;
constexpr int swatchHeight = 14;
constexpr int swatchGap = 3;
constexpr int selectionBar = 3;

QRect swatchIn(const QRect &cell, int left)
{
    const int height = scaled(swatchHeight);
    return {left, cell.top() + (cell.height() - height) / 2, scaled(swatchPixels), height};
}

/// Emptiness is drawn as little as possible, yet it is drawn: a blank cell would read as "not loaded".
void paintDottedLine(QPainter &painter, const QRect &cell, int width)
{
    const int y = cell.center().y();
    const int step = scaled(4);
    for (int x = cell.left(); x + scaled(1) <= cell.left() + width; x += step) {
        painter.fillRect(x, y, scaled(2), scaled(1), palette().lineStrong);
    }
}

} // namespace

void paintRowGround(QPainter &painter, const QRect &rect, const RowState &state)
{
    const Palette &colors = palette();
    if (state.selected) {
        painter.fillRect(rect, colors.accentBg);
    } else if (state.hovered || state.head) {
        painter.fillRect(rect, colors.raised);
    }
}

void paintSelectionBar(QPainter &painter, const QRect &row)
{
    painter.fillRect(row.left(), row.top(), scaled(selectionBar), row.height(), palette().selection);
}

int swatchWidth()
{
    return scaled(swatchPixels);
}

int classSwatchesWidth()
{
    return 2 * scaled(swatchPixels) + scaled(swatchGap);
}

void paintClassSwatches(QPainter &painter, const QRect &cell, RowClass rowClass)
{
    if (rowClass.leaf == LeafClass::Hole) {
        paintDottedLine(painter, cell, classSwatchesWidth());
        return;
    }
    const Theme theme = palette().theme;
    const QRect left = swatchIn(cell, cell.left());
    drawSwatch(painter, left, rowClass.leaf, theme, uiScale());
    if (rowClass.access != AccessClass::None) {
        drawSwatch(painter, left.translated(scaled(swatchPixels) + scaled(swatchGap), 0), rowClass.access, theme,
                   uiScale());
    }
}

void paintLeafSwatch(QPainter &painter, const QRect &cell, LeafClass leaf)
{
    if (leaf == LeafClass::Hole) {
        paintDottedLine(painter, cell, scaled(swatchPixels));
        return;
    }
    drawSwatch(painter, swatchIn(cell, cell.left()), leaf, palette().theme, uiScale());
}

void paintTableSwatch(QPainter &painter, const QRect &cell)
{
    const Palette &colors = palette();
    const QRect frame = swatchIn(cell, cell.left());
    painter.fillRect(frame, colors.lineStrong);
    painter.fillRect(frame.adjusted(scaled(1), scaled(1), -scaled(1), -scaled(1)), colors.tableCell);
}

} // namespace ptscope
