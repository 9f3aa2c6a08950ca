// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QSize>

#include <optional>
#include <vector>

#include "core/paging/geometry.h"

namespace ptscope {

/// Where each page of a range stands in the raster: one line a fixed number of pages, one cell a page. Painting and pointing
/// both ask here.
class StripeGeometry
{
public:
    StripeGeometry() = default;
    /// `content`: what is shown, widened to whole lines. `canvas` in painter units, `scroll` lines are above it. Fewer pages
    /// stand in a line, a power of two, where the canvas has no pixel for each.
    StripeGeometry(const PagingGeometry &paging, AddrRange content, std::uint32_t pagesInLine, QSize canvas,
                   int scroll);

    static int lineHeight();
    static int topMargin(); ///< the scale above the raster

    bool empty() const { return m_lines == 0; }
    int lines() const { return m_lines; } ///< of the whole content
    int linesInView() const;
    int scroll() const { return m_scroll; }
    std::uint32_t pagesInLine() const { return m_pagesInLine; }
    ByteCount lineBytes() const { return {m_page * m_pagesInLine}; }
    QRect plot() const { return m_plot; }

    AddrRange lineRange(int line) const;
    int lineOf(VirtAddr address) const; ///< clamped to the content
    QRect lineRect(int line) const;
    /// What `range` covers of `line`; empty when nothing.
    QRect rectIn(int line, AddrRange range) const;
    /// The page under a point; nothing beside the raster.
    std::optional<AddrRange> pageAt(QPoint point) const;
    AddrRange content() const { return m_content; }

private:
    int columnOf(std::uint64_t page) const;

    AddrRange m_content;
    std::uint64_t m_page = 4096;
    std::uint32_t m_pagesInLine = 512;
    int m_lines = 0;
    int m_scroll = 0;
    QRect m_plot;
};

} // namespace ptscope
