// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/match_veil.h"

#include <QPainter>

#include <algorithm>

namespace ptscope {

namespace {

/// Qt hands a translucent fill of 96 lines or more to a pool of threads; waking them takes longer than the fill.
constexpr int linesAtOnce = 64;

} // namespace

MatchVeil::MatchVeil(const RowRank *matches, const Snapshot &snapshot)
    : m_matches(matches != nullptr && matches->rows() == snapshot.extents().size() ? matches : nullptr),
      m_snapshot(&snapshot)
{ }

bool MatchVeil::dims(AddrRange range) const
{
    return isOn() && !m_matches->anyIn(m_snapshot->extents().rowsIn(range));
}

void MatchVeil::draw(QPainter &painter, const QRect &rect, const Palette &colors)
{
    QColor veil = colors.bg;
    veil.setAlpha(255 * (100 - keptPercent) / 100);
    for (int y = rect.top(); y <= rect.bottom(); y += linesAtOnce) {
        painter.fillRect(rect.x(), y, rect.width(), std::min(linesAtOnce, rect.bottom() + 1 - y), veil);
    }
}

} // namespace ptscope
