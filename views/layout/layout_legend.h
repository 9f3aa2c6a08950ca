// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/layout/grid_painter.h"

namespace ptscope {

/// The key of the marks, in a line or two; what does not fit is left out from the end.
void drawLayoutLegend(QPainter &painter, const QRect &rect, const PagingGeometry &paging, Theme theme,
                      LayoutColours colours);

} // namespace ptscope
