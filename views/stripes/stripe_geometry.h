// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QSize>

#include <optional>
#include <span>
#include <vector>

#include "core/paging/geometry.h"

namespace ptscope {

/// Where each page of a range stands in the raster: one line a fixed number of pages, one cell a page. Painting and pointing
/// both ask here.
class StripeGeometry
{
public:
    StripeGeometry() = default;
    /// `content`: what is shown, ascending, each part widened to whole lines; between parts lies at least one line that is
    /// left out. `canvas` in painter units, `scroll` lines are above it. Fewer pages stand in a line, a power of two, where
    /// the canvas has no pixel for each or where there are no more.
    StripeGeometry(const PagingGeometry &paging, std::span<const AddrRange> content, std::uint32_t pagesInLine,
                   QSize canvas, int scroll);
    StripeGeometry(const PagingGeometry &paging, const AddrRange &content, std::uint32_t pagesInLine, QSize canvas,
                   int scroll)
        : StripeGeometry(paging, std::span(&content, 1), pagesInLine, canvas, scroll)
    { }

    static int topMargin(); ///< the scale above the raster
    static int comfortableHeight(int lines); ///< more would only be empty below so many

    bool empty() const { return m_lines == 0; }
    int lines() const { return m_lines; } ///< of the whole content
    int linesInView() const;
    int lineHeight() const { return m_lineHeight; }
    int scroll() const { return m_scroll; }
    std::uint32_t pagesInLine() const { return m_pagesInLine; }
    ByteCount lineBytes() const { return {m_page * m_pagesInLine}; }
    QRect plot() const { return m_plot; }
    /// Right of the lines is room for a bar, not for its figure alone.
    bool hasBars() const { return m_hasBars; }
    /// As tall as all lines need.
    int heightOfAll() const { return m_plot.top() + m_lines * m_lineHeight; }

    AddrRange lineRange(int line) const;
    int lineOf(VirtAddr address) const; ///< clamped to the content
    /// Something is left out above the line.
    bool beginsPart(int line) const;
    QRect lineRect(int line) const;
    /// What `range` covers of `line`; empty when nothing.
    QRect rectIn(int line, AddrRange range) const;
    /// The page under a point; nothing beside the raster.
    std::optional<AddrRange> pageAt(QPoint point) const;
    AddrRange content() const { return m_content; }

private:
    struct Part {
        AddrRange range; ///< whole lines
        int firstLine;
    };
    const Part &partOf(int line) const;
    void placeLines(std::span<const AddrRange> content);
    void placePlot(int room, QSize canvas);
    int columnOf(std::uint64_t page) const;

    AddrRange m_content;
    std::vector<Part> m_parts;
    std::uint64_t m_page = 4096;
    std::uint32_t m_pagesInLine = 512;
    int m_lines = 0;
    int m_lineHeight = 1;
    int m_scroll = 0;
    bool m_hasBars = true;
    QRect m_plot;
};

} // namespace ptscope
