// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

#include "core/paging/row_class.h"

class QPainter;

namespace ptscope {

/// What a row of a list or a tree looks like now.
struct RowState {
    bool selected = false;
    bool hovered = false;
    bool head = false; ///< a marker line: stands out a little
};

/// The ground of one cell; `leftEdge` when the cell is the row's first, which carries the bar of the selection.
void paintRowGround(QPainter &painter, const QRect &cell, const RowState &state, bool leftEdge);

/// The swatches of a mapped row, or the dotted line of a hole, vertically centred in `cell`.
void paintClassSwatches(QPainter &painter, const QRect &cell, RowClass rowClass);
int classSwatchesWidth();

/// One swatch of the usual size at the left of `cell`.
void paintLeafSwatch(QPainter &painter, const QRect &cell, LeafClass leaf);
int swatchWidth();
/// The framed cell of an entry that points to a table.
void paintTableSwatch(QPainter &painter, const QRect &cell);

} // namespace ptscope
