// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <string>
#include <vector>

#include "core/diff/change.h"
#include "views/layout/grid_painter.h"

namespace ptscope {

/// The key of the colours and marks, in a line or two; what does not fit is left out from the end.
void drawLayoutLegend(QPainter &painter, const QRect &rect, const Snapshot &snapshot, Theme theme, LayoutColours colours);

/// The marks of changes, behind the samples of the key while two dumps are compared.
void drawChangeKey(QPainter &painter, const QRect &rect, const Snapshot &snapshot, Theme theme, LayoutColours colours,
                   const std::vector<ChangeKind> &kinds);

/// A legend is a filter: the term for what the sample under `point` stands for. Empty where there is none.
std::string legendTermAt(QPoint point, const QRect &rect, const Snapshot &snapshot, LayoutColours colours);
/// All terms of the legend.
QStringList legendTerms(const Snapshot &snapshot, LayoutColours colours);

} // namespace ptscope
