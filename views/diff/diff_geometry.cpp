// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/diff_geometry.h"

#include <algorithm>
#include <unordered_set>

#include "views/diff/change_labels.h"
#include "views/look/type.h"
#include "views/map/access_lane.h"
#include "views/map/map_geometry.h"
#include "views/map/map_measures.h"
#include "views/map/map_strip.h"

namespace ptscope {

namespace {

constexpr int topMargin = 6;
constexpr int rulerHeight = 22;
constexpr int laneGap = 2;
constexpr int bottomMargin = 8;

struct LaneMeasure {
    int ideal;
    int least;
};
constexpr LaneMeasure leafMeasure{46, 18};
constexpr LaneMeasure accessMeasure{20, 10};
constexpr LaneMeasure changesMeasure{34, 22};

constexpr int frame = topMargin + rulerHeight + 2 * laneGap + bottomMargin;

struct Heights {
    int leaf = 0;
    int access = 0;
    int changes = 0;
};

/// Every lane gives way in the same proportion.
Heights heightsFor(int available)
{
    const int ideal = DiffGeometry::idealHeight() - scaled(frame);
    const int least = DiffGeometry::leastHeight() - scaled(frame);
    const int room = std::clamp(available - scaled(frame), least, ideal);
    const auto between = [&](LaneMeasure measure) {
        const int range = scaled(measure.ideal) - scaled(measure.least);
        return scaled(measure.least) + (ideal == least ? 0 : range * (room - least) / (ideal - least));
    };
    return {between(leafMeasure), between(accessMeasure), between(changesMeasure)};
}

/// What begins in a crowded pixel and ends in the next one belongs to the crowd; with it no address between two pieces is
/// left out, so that no change can hide there.
MapStrip withoutRests(MapStrip strip, VirtAddr last)
{
    for (std::size_t i = 0; i < strip.pieces.size(); ++i) {
        StripPiece &piece = strip.pieces[i];
        const bool ends = i + 1 == strip.pieces.size();
        const VirtAddr until = ends ? last : strip.pieces[i + 1].range.first - ByteCount{1};
        if (piece.kind == PieceKind::Crowd && until > piece.range.last) {
            piece.range.last = until;
        }
    }
    return strip;
}

} // namespace

int DiffGeometry::axisWidth(int viewWidth)
{
    return MapGeometry::axisWidth(viewWidth);
}

int DiffGeometry::idealHeight()
{
    return scaled(frame) + 2 * scaled(leafMeasure.ideal) + 2 * scaled(accessMeasure.ideal)
        + scaled(changesMeasure.ideal);
}

int DiffGeometry::leastHeight()
{
    return scaled(frame) + 2 * scaled(leafMeasure.least) + 2 * scaled(accessMeasure.least)
        + scaled(changesMeasure.least);
}

DiffGeometry::DiffGeometry(const MapAxis &axis, const DiffSource &source, QSize size, ChurnShow churn,
                           const KeptChanges *kept)
    : m_size(size), m_churn(churn), m_axis(axis)
{
    const int left = scaled(measures::gutter);
    m_ruler = {left, scaled(topMargin), axis.width(), scaled(rulerHeight)};
    m_content = {left, m_ruler.bottom() + 1, axis.width(), 0};
    if (axis.empty()) {
        return;
    }
    const MapStrip strip = withoutRests(stripOf(axis), axis.visible().last);
    m_regions = regionLane(axis, source.regionSpans());
    layOutSides(source, strip);
    const std::vector<PieceChanges> changes = changesOf(source, kept, strip);
    markCells(strip, changes);
    addChanges(kept != nullptr ? kept->table() : source.diff().changes, kept, strip, changes);
    for (MapCell &region : m_regions) {
        region.rect = {region.rect.x() + left, m_ruler.y(), region.rect.width(), m_ruler.height()};
    }
    addLabels();
    addBands(source);
}

void DiffGeometry::layOutSides(const DiffSource &source, const MapStrip &strip)
{
    const Heights heights = heightsFor(m_size.height());
    int y = m_content.y();
    for (const Side side : {Side::Before, Side::After}) {
        const DiffSide &shown = source.side(side);
        const MapStrip own = shown.strip(strip, m_axis.isLinear());
        addLane(DiffLaneKind::Leaf, side, y, heights.leaf, leafLane(shown.index(), own));
        y += scaled(laneGap);
        addLane(DiffLaneKind::Access, side, y, heights.access,
                accessLane(shown.index(), own, m_axis.width(), scaled(measures::alertWidth)));
        if (side == Side::Before) {
            m_changesRect = {m_content.x(), y, m_content.width(), heights.changes};
            y += heights.changes;
        }
    }
    m_content.setHeight(y - m_content.y());
}

std::vector<DiffGeometry::PieceChanges> DiffGeometry::changesOf(const DiffSource &source, const KeptChanges *kept,
                                                                const MapStrip &strip)
{
    const ChangeTable &table = kept != nullptr ? kept->table() : source.diff().changes;
    const ChangeTally &tally = kept != nullptr ? kept->tally() : source.tally();
    std::vector<PieceChanges> found;
    found.reserve(strip.pieces.size());
    for (const StripPiece &piece : strip.pieces) {
        const ChangeTable::Span span = table.in(piece.range);
        found.push_back({span, tally.of(span)});
    }
    return found;
}

/// Cells come from pieces, though alerts may have taken pixels of their neighbours.
void DiffGeometry::markCells(const MapStrip &strip, const std::vector<PieceChanges> &changes)
{
    for (DiffCell &cell : m_cells) {
        auto piece = std::lower_bound(strip.pieces.begin(), strip.pieces.end(), cell.map.range.first,
                                      [](const StripPiece &p, VirtAddr first) { return p.range.last < first; });
        // A run may begin in the crowd before it.
        piece += piece->range == cell.map.range ? 0 : 1;
        const bool crowd = piece->kind == PieceKind::Crowd;
        cell.changed = counts(changes[static_cast<std::size_t>(piece - strip.pieces.begin())].counts);
        cell.empty = piece->kind == PieceKind::Gap
            || (crowd ? strip.sums[piece->sums].dominantLeaf() : m_axis.index()->factsOf(piece->row).leaf)
                == LeafClass::Hole;
    }
}

void DiffGeometry::addLane(DiffLaneKind kind, Side side, int &y, int height, std::vector<MapCell> cells)
{
    DiffLane lane{
        kind, side, {m_content.x(), y, m_content.width(), height}, static_cast<std::uint32_t>(m_cells.size()), 0};
    for (MapCell &cell : cells) {
        cell.rect = {cell.rect.x() + m_content.x(), y, cell.rect.width(), height};
        m_cells.push_back({cell, side, false, false});
    }
    lane.end = static_cast<std::uint32_t>(m_cells.size());
    m_lanes.push_back(lane);
    y += height;
}

/// Whether any of these are shown.
bool DiffGeometry::counts(const ChangeCounts &counts) const
{
    return counts.allMeaning() != 0 || (m_churn != ChurnShow::Hidden && counts.allChurn() != 0);
}

std::optional<ChangeCell> DiffGeometry::changeIn(const ChangeTable &table, const KeptChanges *kept,
                                                 const StripPiece &piece, const PieceChanges &found) const
{
    const ChangeTable::Span span = found.span;
    if (span.empty() || !counts(found.counts)) {
        return std::nullopt;
    }
    ChangeCell cell;
    cell.rect = {m_content.x() + piece.x0, m_changesRect.y(), piece.x1 - piece.x0, m_changesRect.height()};
    cell.first = kept != nullptr ? kept->original(span.begin) : span.begin;
    cell.count = span.end - span.begin;
    cell.counts = found.counts;
    cell.churn = found.counts.allMeaning() == 0;
    cell.kind = weightiest(found.counts).value_or(ChangeKind::Table);
    cell.range = cell.count == 1 ? table.range(span.begin) : piece.range;
    return cell;
}

/// A change may take several pieces, since it ends where attributes do and not where every row does.
void DiffGeometry::addChanges(const ChangeTable &table, const KeptChanges *kept, const MapStrip &strip,
                              const std::vector<PieceChanges> &changes)
{
    for (std::size_t i = 0; i < strip.pieces.size(); ++i) {
        const auto cell = changeIn(table, kept, strip.pieces[i], changes[i]);
        if (!cell) {
            continue;
        }
        const bool goesOn = !m_changes.empty() && cell->count == 1 && m_changes.back().count == 1
            && m_changes.back().first == cell->first && m_changes.back().rect.right() + 1 == cell->rect.left();
        if (goesOn) {
            m_changes.back().rect.setRight(cell->rect.right());
        } else {
            m_changes.push_back(*cell);
        }
    }
}

void DiffGeometry::addLabels()
{
    m_labels = changeLabels(m_changes, m_changesRect, m_churn);
}

/// Both ends in view would give the same band twice.
void DiffGeometry::addBands(const DiffSource &source)
{
    const ChangeTable &changes = source.diff().changes;
    std::unordered_set<ChangeIndex> drawn;
    for (const ChangeCell &cell : m_changes) {
        const ChangeIndex other = cell.count == 1 ? changes.partner(cell.first) : noChange;
        if (other == noChange || !drawn.insert(std::min(cell.first, other)).second) {
            continue;
        }
        const AddrRange there = changes.range(other);
        const int x0 = m_content.x() + std::clamp(m_axis.xOf(m_axis.positionOf(there.first)), 0, m_axis.width() - 1);
        const int end = m_content.x() + std::clamp(m_axis.xOf(m_axis.endOf(there.last)), 0, m_axis.width());
        const int x1 = std::max(end, x0 + 1);
        const int here0 = cell.rect.left();
        const int here1 = cell.rect.right() + 1;
        const bool went = changes.kinds(cell.first).has(ChangeKind::Unmapped);
        m_bands.push_back(went ? MovedBand{here0, here1, x0, x1, cell.first}
                               : MovedBand{x0, x1, here0, here1, cell.first});
    }
}

const DiffCell *DiffGeometry::cellAt(QPoint point) const
{
    const auto lane =
        std::find_if(m_lanes.begin(), m_lanes.end(), [&](const DiffLane &l) { return l.rect.contains(point); });
    if (lane == m_lanes.end()) {
        return nullptr;
    }
    const auto cells = cellsOf(*lane);
    const auto cell = std::lower_bound(cells.begin(), cells.end(), point.x(),
                                       [](const DiffCell &c, int x) { return c.map.rect.right() < x; });
    return cell != cells.end() && cell->map.rect.contains(point) ? &*cell : nullptr;
}

const ChangeLabel *DiffGeometry::labelAt(QPoint point) const
{
    const auto label =
        std::find_if(m_labels.begin(), m_labels.end(), [&](const ChangeLabel &l) { return l.rect.contains(point); });
    return label == m_labels.end() ? nullptr : &*label;
}

const ChangeCell *DiffGeometry::changeAt(QPoint point) const
{
    if (!m_changesRect.contains(point)) {
        return nullptr;
    }
    const ChangeLabel *label = labelAt(point);
    const auto cell = std::lower_bound(m_changes.begin(), m_changes.end(), point.x(),
                                       [](const ChangeCell &c, int x) { return c.rect.right() < x; });
    if (cell != m_changes.end() && cell->rect.contains(point)) {
        return &*cell;
    }
    if (label == nullptr) {
        return nullptr;
    }
    const auto marked =
        std::find_if(m_changes.begin(), m_changes.end(), [&](const ChangeCell &c) { return c.first == label->first; });
    return marked == m_changes.end() ? nullptr : &*marked;
}

QRect DiffGeometry::columnOf(AddrRange range) const
{
    if (m_lanes.empty() || m_axis.empty() || !range.overlaps(m_axis.visible())) {
        return {};
    }
    const int x0 = std::clamp(m_axis.xOf(m_axis.positionOf(range.first)), 0, m_content.width() - 1);
    const int x1 = std::clamp(m_axis.xOf(m_axis.endOf(range.last)), x0 + 1, m_content.width());
    return {m_content.x() + x0, m_content.y(), x1 - x0, m_content.height()};
}

} // namespace ptscope
