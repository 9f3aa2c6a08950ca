// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

#include "views/look/palette.h"
#include "views/map/map_geometry.h"

class QPainter;

namespace ptscope {

/// The names left of the lanes: level, what one entry spans, how many tables there are.
class GutterPainter
{
public:
    GutterPainter(QPainter &painter, const MapSource &source, Theme theme);

    void drawRuler(const QRect &ruler);
    void drawLane(const MapLane &lane);

private:
    QString tablesText(std::uint64_t tables) const;
    /// As many of the lines as the lane is high.
    void drawLines(const QRect &lane, const QStringList &lines, const QFont &first, const QColor &color);

    QPainter &m_painter;
    const MapSource &m_source;
    const Palette &m_colors;
    QFont m_name;
    QFont m_level;
    QFont m_word;
    QFont m_note;
};

} // namespace ptscope
