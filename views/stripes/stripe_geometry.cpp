// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stripes/stripe_geometry.h"

#include <algorithm>
#include <bit>

#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int designedPitch = 19;
constexpr int leastPitch = 14; ///< for a range that is seen whole then
constexpr int mostPitch = 30;  ///< for one of a few lines
constexpr int lineGap = 3;
constexpr int leftWidth = 142;
constexpr int rightWidth = 104;
constexpr int rightWithoutBars = 60; ///< a figure and its head
constexpr int scaleHeight = 24;
constexpr int shortestPeriod = 8;
constexpr int mostLines = 1'000'000'000;

std::uint32_t pagesThatFit(int room)
{
    return std::bit_floor(static_cast<std::uint32_t>(std::max(room, 64)));
}

} // namespace

int StripeGeometry::topMargin()
{
    return scaled(scaleHeight);
}

int StripeGeometry::comfortableHeight(int lines)
{
    return topMargin() + std::min(lines, 1000) * scaled(mostPitch);
}

StripeGeometry::StripeGeometry(const PagingGeometry &paging, std::span<const AddrRange> content,
                               std::uint32_t pagesInLine, QSize canvas, int scroll)
    : m_page(paging.pageSize().value)
{
    if (content.empty()) {
        return;
    }
    const int left = canvas.width() - scaled(leftWidth);
    m_hasBars = pagesThatFit(left - scaled(rightWidth)) >= std::min(pagesInLine, pagesThatFit(left - scaled(rightWithoutBars)));
    const int room = std::max(64, left - scaled(m_hasBars ? rightWidth : rightWithoutBars));
    const std::uint64_t pages = (content.back().last.value - content.front().first.value) / m_page + 1;
    const auto there = static_cast<std::uint32_t>(std::bit_ceil(std::min<std::uint64_t>(pages, 1U << 20)));
    m_pagesInLine = std::bit_floor(std::clamp(pagesInLine, 1U, pagesThatFit(room)));
    m_pagesInLine = std::min(m_pagesInLine, std::max<std::uint32_t>(there, shortestPeriod));
    placeLines(content);
    placePlot(room, canvas);
    m_scroll = std::clamp(scroll, 0, std::max(0, m_lines - linesInView()));
}

void StripeGeometry::placeLines(std::span<const AddrRange> content)
{
    const std::uint64_t line = lineBytes().value; // a power of two
    m_parts.reserve(content.size());
    for (const AddrRange &range : content) {
        const AddrRange whole{{range.first.value & ~(line - 1)}, {range.last.value | (line - 1)}};
        const std::uint64_t lines = (whole.last.value - whole.first.value) / line + 1;
        m_parts.push_back({whole, m_lines});
        m_lines += static_cast<int>(std::min<std::uint64_t>(lines, static_cast<std::uint64_t>(mostLines - m_lines)));
        if (m_lines == mostLines) {
            break;
        }
    }
    m_content = {m_parts.front().range.first, m_parts.back().range.last};
}

/// Lines give way a little where all of them can be seen at once then, and a few lines stand taller.
void StripeGeometry::placePlot(int room, QSize canvas)
{
    // Whole pixels for each eight pages where they fit: that is the shortest period, so all stripes are drawn alike.
    const int groups = std::max(1, static_cast<int>(m_pagesInLine) / shortestPeriod);
    const int width = room / groups * groups;
    m_plot = {scaled(leftWidth), topMargin(), width, std::max(0, canvas.height() - topMargin())};
    const int each = m_plot.height() / m_lines;
    m_lineHeight = each >= scaled(designedPitch) ? std::min(each, scaled(mostPitch))
        : each >= scaled(leastPitch)             ? each
                                                 : scaled(designedPitch);
}

int StripeGeometry::linesInView() const
{
    return std::max(1, m_plot.height() / m_lineHeight);
}

const StripeGeometry::Part &StripeGeometry::partOf(int line) const
{
    const auto behind = std::upper_bound(m_parts.begin() + 1, m_parts.end(), line,
                                         [](int number, const Part &part) { return number < part.firstLine; });
    return *(behind - 1);
}

AddrRange StripeGeometry::lineRange(int line) const
{
    const Part &part = partOf(line);
    return AddrRange::fromSize(part.range.first + lineBytes() * static_cast<std::uint64_t>(line - part.firstLine),
                               lineBytes());
}

int StripeGeometry::lineOf(VirtAddr address) const
{
    const VirtAddr inside = std::clamp(address, m_content.first, m_content.last);
    const auto behind = std::upper_bound(m_parts.begin() + 1, m_parts.end(), inside,
                                         [](VirtAddr at, const Part &part) { return at < part.range.first; });
    const Part &part = *(behind - 1);
    const VirtAddr at = std::min(inside, part.range.last);
    const std::uint64_t line = static_cast<std::uint64_t>(part.firstLine) + (at - part.range.first) / lineBytes();
    return static_cast<int>(std::min<std::uint64_t>(line, static_cast<std::uint64_t>(m_lines) - 1));
}

bool StripeGeometry::beginsPart(int line) const
{
    return line > 0 && partOf(line).firstLine == line;
}

QRect StripeGeometry::lineRect(int line) const
{
    return {m_plot.left(), m_plot.top() + (line - m_scroll) * m_lineHeight, m_plot.width(),
            m_lineHeight - scaled(lineGap)};
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
    const int line = m_scroll + (point.y() - m_plot.top()) / m_lineHeight;
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
