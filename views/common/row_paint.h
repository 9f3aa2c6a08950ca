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

/// The ground of a row or of one of its cells.
void paintRowGround(QPainter &painter, const QRect &rect, const RowState &state);
/// At the left edge of a selected row.
void paintSelectionBar(QPainter &painter, const QRect &row);

/// The swatches of a mapped row, or the dotted line of a hole, vertically centred in `cell`.
void paintClassSwatches(QPainter &painter, const QRect &cell, RowClass rowClass);
int classSwatchesWidth();

/// One swatch of the usual size at the left of `cell`.
void paintLeafSwatch(QPainter &painter, const QRect &cell, LeafClass leaf);
int swatchWidth();
/// The framed cell of an entry that points to a table.
void paintTableSwatch(QPainter &painter, const QRect &cell);

} // namespace ptscope
