// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <string>
#include <vector>

#include "core/diff/change.h"
#include "views/layout/grid_painter.h"

namespace ptscope {

/// What a key stands for: it shows the marks that cells of that size have, as they have them.
struct LayoutKey {
    QRect rect;
    QSize pitch; ///< of the cells in front, their gap included
    const Snapshot &snapshot;
    LayoutColours colours = LayoutColours::LeafSize;
};
LayoutKey keyFor(const LayoutGeometry &geometry, const Snapshot &snapshot, LayoutColours colours);

/// The key of the colours and marks, in a line or two; what does not fit is left out from the end.
void drawLayoutLegend(QPainter &painter, const LayoutKey &key, Theme theme);

/// The marks of changes, behind the samples of the key while two dumps are compared.
void drawChangeKey(QPainter &painter, const LayoutKey &key, Theme theme, const std::vector<ChangeKind> &kinds);
/// Where a mark of a change stands in the key: a cell no larger than those that it explains.
QSize changeKeyCell(QSize pitch);

/// A legend is a filter: the term for what the sample under `point` stands for. Empty where there is none.
std::string legendTermAt(QPoint point, const LayoutKey &key);
/// All terms of the legend.
QStringList legendTerms(const Snapshot &snapshot, LayoutColours colours);

} // namespace ptscope
