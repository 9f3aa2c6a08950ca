// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/axis/map_axis.h"

#include <algorithm>
#include <cmath>

#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

constexpr int narrowestWidth = 64;
/// At the deepest zoom so many pages stand side by side: one alone would say nothing.
constexpr int pagesAtDeepest = 5;
constexpr int pagesAtPageStop = 8;
constexpr int marginShare = 20;
/// Pixels at either side that do not count when the view is measured: the edge of a view falls within a pixel, and one
/// pixel of a folded hole can be more than all the rest.
constexpr int uncertainPixels = 2;

} // namespace

MapAxis::MapAxis(LodIndexPtr index, int width) : m_index(std::move(index)), m_width(std::max(width, narrowestWidth))
{
    if (!empty()) {
        m_linear = LinearScale(all());
        showAll();
    }
}

void MapAxis::setWidth(int width)
{
    width = std::max(width, narrowestWidth);
    if (empty() || width == m_width) {
        m_width = width;
        return;
    }
    const bool wasAll = showsAll();
    const AxisPoint left = edgeOf(0);
    const AxisPoint right = edgeOf(m_width);
    m_width = width;
    if (wasAll || m_shown) {
        wasAll ? showAll() : show(*m_shown);
        return;
    }
    setScale(scaleFor(left, right));
    place(left, 0);
}

void MapAxis::setMode(AxisMode mode)
{
    if (mode == m_mode) {
        return;
    }
    if (empty()) {
        m_mode = mode;
        return;
    }
    const bool wasAll = showsAll();
    const AddrRange range = m_shown.value_or(visible());
    m_mode = mode;
    wasAll ? showAll() : show(range);
}

// --- scale and origin --------------------------------------------------------------------------------------------------

std::uint64_t MapAxis::length() const
{
    return isLinear() ? m_linear.length() : m_index->fold().length();
}

std::uint64_t MapAxis::scaleFor(AxisPoint begin, AxisPoint end) const
{
    const std::uint64_t steps = std::max<std::uint64_t>(end.value - begin.value, 1);
    return mulDivUp(steps, std::uint64_t{1} << fractionBits, static_cast<std::uint64_t>(m_width));
}

std::uint64_t MapAxis::widestScale() const
{
    return scaleFor({0}, {length()});
}

std::uint64_t MapAxis::deepestScale() const
{
    if (!isLinear()) {
        return 1U << (fractionBits - 3); // 8 pixels a step: a view that deep has turned linear long before
    }
    return scaleFor({0}, {m_linear.stepsOf(m_index->snapshot().geometry().pageSize()) * pagesAtDeepest});
}

ByteCount MapAxis::nearSpan() const
{
    const PagingGeometry &geometry = m_index->snapshot().geometry();
    return geometry.span(geometry.above(Level::Pte));
}

void MapAxis::setScale(std::uint64_t scale)
{
    const std::uint64_t widest = widestScale();
    m_scale = std::clamp(scale, std::min(deepestScale(), widest), widest);
}

std::int64_t MapAxis::pixelOf(AxisPoint point) const
{
    return static_cast<std::int64_t>(mulDiv(point.value, std::uint64_t{1} << fractionBits, m_scale));
}

void MapAxis::place(AxisPoint point, int x)
{
    m_origin = pixelOf(point) - x;
    clampOrigin();
    m_shown.reset();
}

void MapAxis::clampOrigin()
{
    const std::int64_t behind = pixelOf({length() - 1}) + 1 - m_width;
    m_origin = std::clamp<std::int64_t>(m_origin, 0, std::max<std::int64_t>(behind, 0));
}

// --- what is in view ---------------------------------------------------------------------------------------------------

AddrRange MapAxis::visible() const
{
    const VirtAddr first = addressAtX(0);
    const AxisPoint end = edgeOf(m_width);
    const VirtAddr last = end.value >= length() ? all().last : addressAt(end) - ByteCount{1};
    return {first, std::max(first, last)};
}

ByteCount MapAxis::sizeInView() const
{
    const VirtAddr first = addressAtX(uncertainPixels);
    const VirtAddr end = addressAtX(m_width - uncertainPixels);
    return end > first ? end - first : ByteCount{1};
}

bool MapAxis::showsAll() const
{
    return m_scale >= widestScale();
}

void MapAxis::showAll()
{
    m_near = false;
    m_scale = widestScale();
    m_origin = 0;
    m_shown.reset();
}

void MapAxis::show(AddrRange range)
{
    if (range.contains(all())) {
        showAll();
        return;
    }
    m_near = m_mode == AxisMode::Folded && range.size() <= nearSpan();
    const AxisPoint begin = positionOf(range.first);
    const AxisPoint end = endOf(range.last);
    // One pixel less than there are: both ends may fall within a pixel.
    const std::uint64_t scale = scaleFor(begin, end);
    setScale(scale + mulDivUp(scale, 1, static_cast<std::uint64_t>(m_width) - 1));
    const std::int64_t pixels = pixelOf(end) - pixelOf(begin);
    place(begin, static_cast<int>(std::max<std::int64_t>(m_width - pixels, 0) / 2));
    m_shown = range;
}

void MapAxis::centre(AddrRange range)
{
    const AxisPoint begin = positionOf(range.first);
    place({begin.value + (endOf(range.last).value - begin.value) / 2}, m_width / 2);
}

void MapAxis::ensureVisible(AddrRange range)
{
    const int begin = xOf(positionOf(range.first));
    const int end = xOf(endOf(range.last));
    const int margin = m_width / marginShare;
    if (begin < 0 || begin >= m_width || end - begin > m_width) {
        const int room = std::max(m_width - (end - begin), 0);
        place(positionOf(range.first),
              begin < 0 ? std::min(margin, room) : std::max(std::min(room, m_width) - margin, 0));
    } else if (end > m_width) {
        pan(std::min(end - m_width + margin, begin));
    }
}

void MapAxis::pan(std::int64_t pixels)
{
    m_origin += pixels;
    clampOrigin();
    m_shown.reset();
}

void MapAxis::zoom(int x, double factor)
{
    if (empty() || !std::isfinite(factor) || factor <= 0) {
        return;
    }
    const VirtAddr anchor = addressAtX(std::clamp(x, 0, m_width - 1));
    isLinear() ? zoomLinear(x, anchor, factor) : zoomFolded(x, anchor, factor);
}

void MapAxis::zoomFolded(int x, VirtAddr anchor, double factor)
{
    setScale(static_cast<std::uint64_t>(std::min(static_cast<double>(m_scale) / factor, 0x1p62)));
    place(positionOf(anchor), x);
    const ByteCount size = sizeInView();
    if (factor > 1 && size <= nearSpan()) {
        m_near = true;
        setScale(scaleFor({0}, {m_linear.stepsOf(size)}));
        place(positionOf(anchor), x);
    }
}

void MapAxis::zoomLinear(int x, VirtAddr anchor, double factor)
{
    const auto wanted = static_cast<std::uint64_t>(std::min(static_cast<double>(m_scale) / factor, 0x1p62));
    const std::uint64_t leave = std::min(scaleFor({0}, {m_linear.stepsOf(nearSpan())}), widestScale());
    if (m_near && factor < 1 && wanted > leave) {
        const AddrRange range = visible();
        m_near = false;
        const double folded = static_cast<double>(scaleFor(positionOf(range.first), endOf(range.last)));
        setScale(static_cast<std::uint64_t>(std::min(folded / factor, 0x1p62)));
    } else {
        setScale(wanted);
    }
    place(positionOf(anchor), x);
}

// --- stops -------------------------------------------------------------------------------------------------------------

std::vector<ZoomStop> MapAxis::stops() const
{
    std::vector<ZoomStop> stops{{"All", {0}}};
    if (!m_index) {
        return stops;
    }
    const PagingGeometry &geometry = m_index->snapshot().geometry();
    std::vector<ByteCount> spans;
    for (const Level level : allLevels) {
        if (geometry.isFolded(level)) {
            continue;
        }
        spans.push_back(geometry.span(level));
        if (geometry.contiguousEntries(level) != 0) {
            spans.push_back(geometry.contiguousSpan(level));
        }
    }
    std::sort(spans.begin(), spans.end(), std::greater());
    spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
    for (const ByteCount span : spans) {
        stops.push_back({runSizeText(span), span});
    }
    return stops;
}

void MapAxis::zoomTo(const ZoomStop &stop, VirtAddr focus)
{
    if (stop.isAll()) {
        showAll();
        return;
    }
    const VirtAddr first{std::clamp(focus, all().first, all().last).value & ~(stop.span.value - 1)};
    const AddrRange block = AddrRange::fromSize(first, stop.span);
    if (!block.overlaps(all())) {
        return;
    }
    show(intersection(block, all()));
}

std::size_t MapAxis::currentStop(const std::vector<ZoomStop> &stops) const
{
    if (empty() || showsAll()) {
        return 0;
    }
    const std::uint64_t size = sizeInView().value;
    if (size <= m_index->snapshot().geometry().pageSize().value * pagesAtPageStop) {
        return stops.size() - 1;
    }
    for (std::size_t i = stops.size() - 1; i > 0; --i) {
        if (size <= stops[i].span.value) {
            return std::min(i, stops.size() - 2);
        }
    }
    return 0;
}

// --- places ------------------------------------------------------------------------------------------------------------

AxisPoint MapAxis::positionOf(VirtAddr address) const
{
    return isLinear() ? m_linear.positionOf(address) : m_index->fold().positionOf(address);
}

AxisPoint MapAxis::endOf(VirtAddr last) const
{
    return last >= all().last ? AxisPoint{length()} : positionOf(last + ByteCount{1});
}

VirtAddr MapAxis::addressAt(AxisPoint point) const
{
    return isLinear() ? m_linear.addressAt(point) : m_index->fold().addressAt(point);
}

int MapAxis::xOf(AxisPoint point) const
{
    return static_cast<int>(std::clamp<std::int64_t>(pixelOf(point) - m_origin, -outside, outside));
}

AxisPoint MapAxis::edgeOf(int x) const
{
    const std::int64_t pixel = std::max<std::int64_t>(m_origin + x, 0);
    return {mulDivUp(static_cast<std::uint64_t>(pixel), m_scale, std::uint64_t{1} << fractionBits)};
}

int MapAxis::runPixels(ByteCount size) const
{
    std::uint64_t steps = m_linear.stepsOf(size);
    if (!isLinear()) {
        const FoldScale &fold = m_index->fold();
        const std::uint32_t row = m_index->finder().rowFrom(addressAtX(m_width / 2));
        steps = mulDiv(fold.runWidth(size), fold.stepsAt(row), fold.ordinarySteps());
    }
    const std::uint64_t halves = mulDiv(std::min(steps, length()), std::uint64_t{2} << fractionBits, m_scale);
    return static_cast<int>(std::min<std::uint64_t>((halves + 1) / 2, outside));
}

} // namespace ptscope
