// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_ruler.h"

#include <algorithm>
#include <bit>

#include "core/index/fold_scale.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

constexpr int widthWorthATick = 24;

struct Candidate {
    int x;
    VirtAddr address;
};

class TickPlacer
{
public:
    TickPlacer(int width, const RulerMetrics &metrics) : m_width(width), m_metrics(metrics) { }

    void place(Candidate candidate)
    {
        const int labelX = std::min(candidate.x, m_width - m_metrics.addressWidth);
        const auto clash = [&](const RulerTick &tick) {
            return std::abs(tick.labelX - labelX) < m_metrics.addressWidth + m_metrics.space;
        };
        if (candidate.x < 0 || candidate.x >= m_width || labelX < 0
            || std::any_of(m_ticks.begin(), m_ticks.end(), clash)) {
            return;
        }
        m_ticks.push_back({candidate.x, labelX, candidate.address});
    }
    std::vector<RulerTick> take()
    {
        std::sort(m_ticks.begin(), m_ticks.end(), [](const RulerTick &a, const RulerTick &b) { return a.x < b.x; });
        return std::move(m_ticks);
    }

private:
    int m_width;
    RulerMetrics m_metrics;
    std::vector<RulerTick> m_ticks;
};

bool startsInView(VirtAddr viewFirst, const MapCell &cell)
{
    return cell.range.first >= viewFirst && !cell.crowd;
}

bool isBreak(const MapCell &cell)
{
    return cell.kind == CellKind::Hole && cell.range.size() >= FoldScale::breakFrom;
}

/// On a linear axis round addresses, evenly spaced.
void placeRoundAddresses(const MapAxis &axis, const RulerMetrics &metrics, TickPlacer &placer)
{
    const AddrRange range = axis.visible();
    const auto room = static_cast<std::uint64_t>(metrics.addressWidth + metrics.space);
    const std::uint64_t spacing = mulDivUp(range.size().value, room, static_cast<std::uint64_t>(axis.width()));
    const std::uint64_t page = axis.index()->snapshot().geometry().pageSize().value;
    const std::uint64_t step = std::bit_ceil(std::clamp<std::uint64_t>(spacing, page, std::uint64_t{1} << 62U));
    for (std::uint64_t address = (range.first.value + step - 1) / step * step;
         address >= range.first.value && address <= range.last.value; address += step) {
        placer.place({axis.xOf(axis.positionOf({address})), {address}});
        if (address > ~std::uint64_t{0} - step) {
            break;
        }
    }
}

void placeLandmarks(const MapAxis &axis, std::span<const MapCell> cells, std::span<const MapCell> accessCells,
                    TickPlacer &placer)
{
    const VirtAddr viewFirst = axis.visible().first;
    std::vector<std::pair<std::uint64_t, Candidate>> behindBreaks;
    std::vector<const MapCell *> regions;
    for (const MapCell &cell : cells) {
        if (cell.kind == CellKind::Region && startsInView(viewFirst, cell)) {
            regions.push_back(&cell);
        }
    }
    const auto wider = [](const MapCell *a, const MapCell *b) { return a->rect.width() > b->rect.width(); };
    std::stable_sort(regions.begin(), regions.end(), wider);
    for (const MapCell *region : regions) {
        placer.place({region->rect.x(), region->range.first});
    }
    const std::uint64_t page = axis.index()->snapshot().geometry().pageSize().value;
    placer.place({0, {viewFirst.value & ~(page - 1)}}); // zooming stops anywhere, addresses are told by the page
    for (std::size_t i = 0; i + 1 < accessCells.size(); ++i) {
        const MapCell &next = accessCells[i + 1];
        if (isBreak(accessCells[i]) && next.kind == CellKind::Access && startsInView(viewFirst, next)) {
            behindBreaks.push_back({accessCells[i].range.size().value, {next.rect.x(), next.range.first}});
        }
    }
    std::sort(behindBreaks.begin(), behindBreaks.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    for (const auto &[size, candidate] : behindBreaks) {
        placer.place(candidate);
    }
    for (const MapCell &cell : cells) {
        const bool worth = cell.kind == CellKind::Table || cell.kind == CellKind::Leaf;
        if (worth && cell.rect.width() >= widthWorthATick && startsInView(viewFirst, cell)) {
            placer.place({cell.rect.x(), cell.range.first});
        }
    }
}

/// Holes side by side are one to the eye.
struct HoleGroup {
    int x0;
    int x1;
    std::uint64_t bytes;
};

std::vector<HoleGroup> holeGroups(const MapAxis &axis, std::span<const MapCell> accessCells)
{
    std::vector<HoleGroup> groups;
    bool adjacent = false;
    for (const MapCell &cell : accessCells) {
        const bool counts = isBreak(cell) && !cell.crowd;
        if (counts && adjacent) {
            groups.back().x1 = cell.rect.right() + 1;
            groups.back().bytes += cell.range.size().value;
        } else if (counts) {
            groups.push_back({cell.rect.x(), cell.rect.right() + 1, cell.range.size().value});
        }
        adjacent = counts;
    }
    std::sort(groups.begin(), groups.end(), [](const HoleGroup &a, const HoleGroup &b) { return a.bytes > b.bytes; });
    if (axis.isLinear()) {
        std::erase_if(groups, [](const HoleGroup &group) { return group.x1 - group.x0 < widthWorthATick; });
    }
    return groups;
}

/// Centred above the hole, or left of the mark of an address that would cut it.
std::vector<RulerSize> placeSizes(const MapAxis &axis, std::span<const MapCell> accessCells, const MapRuler &ruler,
                                  const RulerMetrics &metrics)
{
    std::vector<RulerSize> sizes;
    for (const HoleGroup &group : holeGroups(axis, accessCells)) {
        RulerSize size{0, 0, shortSizeText(group.bytes)};
        size.width = static_cast<int>(size.text.size()) * metrics.sizeDigitWidth;
        size.x = std::clamp((group.x0 + group.x1 - size.width) / 2, 0, std::max(axis.width() - size.width, 0));
        for (const RulerTick &tick : ruler.ticks) {
            if (tick.x >= size.x - 2 && tick.x <= size.x + size.width + 2) {
                size.x = tick.x - size.width - 3;
            }
        }
        const auto clash = [&](const RulerSize &other) {
            return size.x < other.x + other.width + metrics.space / 2
                && other.x < size.x + size.width + metrics.space / 2;
        };
        const auto cut = [&](const RulerTick &tick) {
            return tick.x >= size.x - 2 && tick.x <= size.x + size.width + 2;
        };
        const bool shifted = size.x + size.width < group.x0 - metrics.space;
        if (size.x >= 0 && !shifted && std::none_of(sizes.begin(), sizes.end(), clash)
            && std::none_of(ruler.ticks.begin(), ruler.ticks.end(), cut)) {
            sizes.push_back(size);
        }
    }
    return sizes;
}

} // namespace

MapRuler rulerOf(const MapAxis &axis, std::span<const MapCell> cells, std::span<const MapCell> accessCells,
                 const RulerMetrics &metrics)
{
    MapRuler ruler;
    if (axis.empty()) {
        return ruler;
    }
    TickPlacer placer(axis.width(), metrics);
    axis.isLinear() ? placeRoundAddresses(axis, metrics, placer) : placeLandmarks(axis, cells, accessCells, placer);
    ruler.ticks = placer.take();
    ruler.sizes = placeSizes(axis, accessCells, ruler, metrics);
    return ruler;
}

QString shortSizeText(std::uint64_t bytes)
{
    QString text = sumText(bytes);
    const bool fraction = text.contains(QLatin1String(".0 ")) || text.contains(QLatin1String(".00 "));
    if (fraction) {
        text.remove(text.indexOf(QLatin1Char('.')), text.indexOf(QLatin1Char(' ')) - text.indexOf(QLatin1Char('.')));
    }
    return text.remove(QLatin1Char(' ')).remove(QLatin1String("iB"));
}

} // namespace ptscope
