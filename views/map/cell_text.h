// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QFontMetrics>
#include <QString>
#include <QStringList>

#include "views/look/palette.h"
#include "views/map/map_cell.h"
#include "views/map/map_source.h"

class QPainter;

namespace ptscope {

/// Writes into cells what fits, by the ladder of labels.
class CellText
{
public:
    /// `linear`: the axis is; holes then have room for their size, and a run may be cut into its entries.
    CellText(QPainter &painter, const MapSource &source, Theme theme, bool linear);

    /// `strong`: the cell stands out, as those above the selection do.
    void write(const MapCell &cell, bool strong = false);
    /// The index of one entry at the top of its cell; the painter's font is set.
    void drawIndex(unsigned index, LeafClass leaf, const QRect &cell, int baseline);

private:
    struct Ink {
        QColor first;
        QColor second;
        QColor plate; ///< invalid: none needed
    };

    Ink inkOf(const MapCell &cell, bool strong) const;
    /// Whichever of the two inks reads better on a fill.
    Ink inkOn(const QColor &fill) const;
    Ink leafInk(LeafClass leaf) const;
    Ink accessInk(AccessClass access) const;
    const QFontMetrics &metricsOf(const MapCell &cell, qsizetype line) const;
    /// Centred, without room for a margin.
    static bool isBare(const MapCell &cell, const QStringList &lines);
    bool fits(const MapCell &cell, const QStringList &lines) const;
    void writeTable(const QStringList &lines, const QRect &room, const Ink &ink);
    void writeCentred(const QStringList &lines, const QRect &rect, const Ink &ink);

    QPainter &m_painter;
    const MapSource &m_source;
    const Palette &m_colors;
    bool m_linear;
    QFont m_mono;
    QFont m_monoStrong;
    QFont m_word;
    QFont m_wordStrong;
    QFontMetrics m_monoMetrics;
    QFontMetrics m_strongMetrics;
    QFontMetrics m_wordMetrics;
    QFontMetrics m_wordStrongMetrics;
};

} // namespace ptscope
