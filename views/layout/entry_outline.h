// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include "views/layout/layout_geometry.h"
#include "views/layout/table_content.h"

class QPainter;

namespace ptscope {

enum class OutlineStyle : std::uint8_t { Solid, Dashed };

/// The border of some entries, in any order of the grid: along the gaps. Reaches beyond the cells by the gap and half of
/// `width`, in pixels.
void outlineEntries(QPainter &painter, const GridPlace &place, EntrySpan span, const QColor &color, int width,
                    OutlineStyle style = OutlineStyle::Solid);

} // namespace ptscope
