// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "views/common/match_veil.h"
#include "views/look/palette.h"
#include "views/stripes/stripe_geometry.h"
#include "views/stripes/stripe_source.h"

class QPainter;

namespace ptscope {

/// One run of cells as it is drawn, by what it permits and how it is mapped; for tests and tool tips too.
struct StripeCell {
    AddrRange range;
    RowClass rowClass;
    std::optional<RowIndex> row; ///< none where the text is silent
};
/// The cells of one line, left to right, neighbours that look alike taken together. They tile the line.
std::vector<StripeCell> cellsOfLine(const Snapshot &snapshot, AddrRange line);

/// Letters of breaks: a to z, then none.
QString gapLetter(std::size_t gap);

/// Draws the lines in view: labels at the left, cells, and how much of each line is read-only at the right. Work is
/// O(cells in view).
class StripePainter
{
public:
    /// Cells of rows that the filter does not let through step back; null for no filter.
    StripePainter(QPainter &painter, const StripeSource &source, const StripeGeometry &geometry, Theme theme,
                  const RowRank *matches = nullptr);

    void drawAll();
    /// The frame of a selection or of what the pointer is over.
    void drawFrame(AddrRange range, bool strong);

private:
    void drawScale();
    void drawLine(int line);
    void drawLabel(int line);
    void drawVeil(int line);
    void drawBreak(int line);
    void drawShare(int line, std::uint64_t readOnlyPages);
    void drawBar(int line, int left, std::uint64_t readOnlyPages);
    void drawPlates();
    void drawPlate(int first, int last);
    void drawGaps();
    void drawSectionBorders(int line);
    std::vector<QRect> frameSides(AddrRange range, int first, int last) const;

    QPainter &m_painter;
    const StripeSource &m_source;
    const StripeGeometry &m_geometry;
    const Palette &m_palette;
    Theme m_theme;
    MatchVeil m_veil;
};

} // namespace ptscope
