// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stripes/stripe_geometry.h"

#include <algorithm>
#include <bit>

#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int linePitch = 19;
constexpr int lineGap = 3;
constexpr int leftWidth = 142;
constexpr int rightWidth = 104;
constexpr int scaleHeight = 24;
constexpr int shortestPeriod = 8;
constexpr int mostLines = 1'000'000'000;

} // namespace

int StripeGeometry::lineHeight()
{
    return scaled(linePitch);
}

int StripeGeometry::topMargin()
{
    return scaled(scaleHeight);
}

StripeGeometry::StripeGeometry(const PagingGeometry &paging, AddrRange content, std::uint32_t pagesInLine, QSize canvas,
                               int scroll)
    : m_page(paging.pageSize().value)
{
    const int room = std::max(64, canvas.width() - scaled(leftWidth) - scaled(rightWidth));
    m_pagesInLine = std::bit_floor(std::clamp(pagesInLine, 1U, static_cast<std::uint32_t>(room)));
    const std::uint64_t line = m_page * m_pagesInLine; // a power of two
    m_content = {{content.first.value & ~(line - 1)}, {content.last.value | (line - 1)}};
    const std::uint64_t lines = (m_content.last.value - m_content.first.value) / line + 1;
    m_lines = static_cast<int>(std::min<std::uint64_t>(lines, mostLines));
    // Whole pixels for each eight pages where they fit: that is the shortest period, so all stripes are drawn alike.
    const int groups = std::max(1, static_cast<int>(m_pagesInLine) / shortestPeriod);
    const int width = room / groups * groups;
    m_plot = {scaled(leftWidth), topMargin(), width, std::max(0, canvas.height() - topMargin())};
    m_scroll = std::clamp(scroll, 0, std::max(0, m_lines - linesInView()));
}

int StripeGeometry::linesInView() const
{
    return std::max(1, m_plot.height() / lineHeight());
}

AddrRange StripeGeometry::lineRange(int line) const
{
    return AddrRange::fromSize(m_content.first + lineBytes() * static_cast<std::uint64_t>(line), lineBytes());
}

int StripeGeometry::lineOf(VirtAddr address) const
{
    const VirtAddr inside = std::clamp(address, m_content.first, m_content.last);
    return static_cast<int>(
        std::min<std::uint64_t>((inside - m_content.first) / lineBytes(), static_cast<std::uint64_t>(m_lines) - 1));
}

QRect StripeGeometry::lineRect(int line) const
{
    return {m_plot.left(), m_plot.top() + (line - m_scroll) * lineHeight(), m_plot.width(),
            lineHeight() - scaled(lineGap)};
}

int StripeGeometry::columnOf(std::uint64_t page) const
{
    return m_plot.left() + static_cast<int>(page * static_cast<std::uint64_t>(m_plot.width()) / m_pagesInLine);
}

QRect StripeGeometry::rectIn(int line, AddrRange range) const
{
    const AddrRange whole = lineRange(line);
    if (!whole.overlaps(range)) {
        return {};
    }
    const AddrRange part = intersection(whole, range);
    const int left = columnOf((part.first - whole.first).value / m_page);
    const int right = columnOf((part.last - whole.first).value / m_page + 1);
    const QRect rect = lineRect(line);
    return {left, rect.top(), std::max(1, right - left), rect.height()};
}

std::optional<AddrRange> StripeGeometry::pageAt(QPoint point) const
{
    if (empty() || point.x() < m_plot.left() || point.x() > m_plot.right() || point.y() < m_plot.top()) {
        return std::nullopt;
    }
    const int line = m_scroll + (point.y() - m_plot.top()) / lineHeight();
    if (line >= m_lines || point.y() > lineRect(line).bottom()) {
        return std::nullopt;
    }
    // The last page whose column begins at or left of the point.
    const auto offset = static_cast<std::uint64_t>(point.x() - m_plot.left());
    std::uint64_t page = (offset + 1) * m_pagesInLine / static_cast<std::uint64_t>(m_plot.width());
    page = std::min<std::uint64_t>(page, m_pagesInLine - 1);
    while (page > 0 && columnOf(page) > point.x()) {
        --page;
    }
    return AddrRange::fromSize(lineRange(line).first + ByteCount{page * m_page}, {m_page});
}

} // namespace ptscope
