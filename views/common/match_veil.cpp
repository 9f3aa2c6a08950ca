// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/match_veil.h"

#include <QPainter>

namespace ptscope {

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
    painter.fillRect(rect, veil);
}

} // namespace ptscope
