// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/table_lane.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace ptscope {

namespace {

/// Where Linux maps leaves of that class.
Level levelOf(LeafClass leaf, const PagingGeometry &geometry)
{
    switch (leaf) {
    case LeafClass::Block:
    case LeafClass::ContBlock:
        return Level::Pmd;
    case LeafClass::Giant:
        return geometry.canonical(geometry.allowsBlocks(Level::Pud) && !geometry.isFolded(Level::Pud) ? Level::Pud
                                                                                                      : Level::Pmd);
    default:
        return Level::Pte;
    }
}

/// The part of a strip piece that a lane has not taken yet.
struct PendingGap {
    StripPiece piece;
    int x0;
};

class TableLaneMaker
{
public:
    TableLaneMaker(const MapAxis &axis, const MapStrip &strip, Level level)
        : m_axis(axis), m_strip(strip), m_geometry(axis.index()->snapshot().geometry()), m_level(level)
    { }
    std::vector<MapCell> make();

private:
    void addRun(const StripPiece &piece);
    void addGap(const StripPiece &piece);
    void addCrowd(const StripPiece &piece);
    void addTables(const StripPiece &piece);
    void addSlot(AddrRange slot, int x0, int x1, const StripPiece &piece);
    void addManyTables(AddrRange entries, int x0, int x1, const StripPiece &piece);
    /// The gap seen last is a hole up to pixel `x`.
    void endGap(int x);
    MapCell &add(CellKind kind, AddrRange range, int x0, int x1, std::uint32_t row);
    AddrRange slotOf(VirtAddr address) const
    {
        return AddrRange::fromSize(m_geometry.entryBase(m_level, address), m_geometry.span(m_level));
    }
    int xInside(const StripPiece &piece, VirtAddr address) const;
    std::pair<LeafClass, std::uint64_t> leavesHere(const ClassSums &sums) const;
    /// Without the leaves of other levels.
    ClassMask maskHere(const ClassSums &sums) const;

    const MapAxis &m_axis;
    const MapStrip &m_strip;
    const PagingGeometry &m_geometry;
    Level m_level;
    std::vector<MapCell> m_cells;
    bool m_open = false; ///< the last cell is a table that the next piece may continue
    std::optional<PendingGap> m_gap;
};

std::vector<MapCell> TableLaneMaker::make()
{
    m_cells.reserve(m_strip.pieces.size());
    for (const StripPiece &piece : m_strip.pieces) {
        switch (piece.kind) {
        case PieceKind::Run:
            addRun(piece);
            break;
        case PieceKind::Gap:
            addGap(piece);
            break;
        case PieceKind::Crowd:
            addCrowd(piece);
            break;
        }
    }
    endGap(m_axis.width());
    return std::move(m_cells);
}

MapCell &TableLaneMaker::add(CellKind kind, AddrRange range, int x0, int x1, std::uint32_t row)
{
    MapCell cell;
    cell.rect = laneSpan(x0, x1);
    cell.range = range;
    cell.kind = kind;
    cell.level = m_level;
    cell.row = row;
    m_cells.push_back(cell);
    m_open = kind == CellKind::Table;
    return m_cells.back();
}

int TableLaneMaker::xInside(const StripPiece &piece, VirtAddr address) const
{
    const AxisPiece inside{piece.range, piece.begin, piece.end, piece.row, false};
    return std::clamp(m_axis.xOf(inside.positionOf(address)), piece.x0, piece.x1);
}

void TableLaneMaker::addRun(const StripPiece &piece)
{
    const RowFacts &facts = m_axis.index()->factsOf(piece.row);
    if (number(facts.level) > number(m_level)) {
        addTables(piece);
        return;
    }
    endGap(piece.x0);
    const bool hole = facts.leaf == LeafClass::Hole;
    if (hole || facts.level == m_level) {
        MapCell &cell = add(hole ? CellKind::Hole : CellKind::Leaf, piece.range, piece.x0, piece.x1, piece.row);
        cell.leaf = facts.leaf;
        cell.access = facts.access;
        cell.mask = facts.mask();
    }
    m_open = false;
}

/// Entries that the rows around a gap prove to be tables reach into it.
void TableLaneMaker::addGap(const StripPiece &piece)
{
    int x0 = piece.x0;
    if (m_open && m_cells.back().range.last >= piece.range.first) {
        MapCell &slot = m_cells.back();
        x0 = slot.range.last >= piece.range.last ? piece.x1 : xInside(piece, slot.range.last + ByteCount{1});
        slot.rect.setRight(std::max(x0, slot.rect.x() + 1) - 1);
        if (x0 == piece.x1) {
            return;
        }
    }
    m_open = false;
    m_gap = PendingGap{piece, x0};
}

void TableLaneMaker::endGap(int x)
{
    if (!m_gap) {
        return;
    }
    const PendingGap gap = *m_gap;
    m_gap.reset();
    x = std::min(x, gap.piece.x1);
    if (x > gap.x0) {
        add(CellKind::Hole, gap.piece.range, gap.x0, x, gap.piece.row).unprinted = true;
    }
}

void TableLaneMaker::addTables(const StripPiece &piece)
{
    const VirtAddr first = std::max(piece.range.first, m_axis.addressAtX(piece.x0));
    const VirtAddr behind = piece.x1 < m_axis.width() ? piece.range.last : m_axis.visible().last;
    const VirtAddr last = std::clamp(behind, first, piece.range.last);
    const unsigned shift = m_geometry.shift(m_level);
    const std::uint64_t more = (last.value >> shift) - (first.value >> shift);
    if (more > static_cast<std::uint64_t>(piece.x1 - piece.x0) / 2) {
        endGap(piece.x0);
        addManyTables({slotOf(first).first, slotOf(last).last}, piece.x0, piece.x1, piece);
        return;
    }
    for (std::uint64_t i = 0; i <= more; ++i) {
        const AddrRange slot = slotOf({first.value + (i << shift)});
        const int x0 = i == 0 ? piece.x0 : xInside(piece, slot.first);
        const int x1 = i == more ? piece.x1 : xInside(piece, {slot.last.value + 1});
        if (x1 > x0) {
            addSlot(slot, x0, x1, piece);
        }
    }
}

void TableLaneMaker::addSlot(AddrRange slot, int x0, int x1, const StripPiece &piece)
{
    if (m_gap) {
        const int start = slot.first <= m_gap->piece.range.first ? m_gap->x0 : xInside(m_gap->piece, slot.first);
        const int hole = std::max(start, m_gap->x0);
        endGap(hole);
        x0 = std::min(x0, hole);
    }
    if (m_open && m_cells.back().range == slot) {
        m_cells.back().rect.setRight(x1 - 1);
        return;
    }
    add(CellKind::Table, slot, x0, x1, piece.row);
}

void TableLaneMaker::addManyTables(AddrRange entries, int x0, int x1, const StripPiece &piece)
{
    if (!m_cells.empty() && m_cells.back().kind == CellKind::Tables && m_cells.back().rect.right() + 1 == x0) {
        m_cells.back().rect.setRight(x1 - 1);
        m_cells.back().range.last = entries.last;
        return;
    }
    add(CellKind::Tables, entries, x0, x1, piece.row);
}

/// Leaves of this lane's level: the class with the greatest share, and the share of all.
std::pair<LeafClass, std::uint64_t> TableLaneMaker::leavesHere(const ClassSums &sums) const
{
    LeafClass best = LeafClass::Hole;
    std::uint64_t all = 0;
    for (std::size_t i = static_cast<std::size_t>(LeafClass::Invalid); i < leafClassCount; ++i) {
        const auto leaf = static_cast<LeafClass>(i);
        if (levelOf(leaf, m_geometry) == m_level) {
            all += sums.of(leaf);
            best = best == LeafClass::Hole || sums.of(leaf) > sums.of(best) ? leaf : best;
        }
    }
    return {all == 0 ? LeafClass::Hole : best, all};
}

void TableLaneMaker::addCrowd(const StripPiece &piece)
{
    const ClassSums &sums = m_strip.sums[piece.sums];
    const auto below = sums.level.begin() + number(m_level) + 1;
    const std::uint64_t deeper = std::accumulate(below, sums.level.begin() + ClassSums::unprinted, std::uint64_t{0});
    const auto [leaf, leaves] = leavesHere(sums);
    if (deeper > leaves) {
        const AddrRange first = slotOf(piece.range.first);
        const AddrRange last = slotOf(piece.range.last);
        const bool continues = m_open && m_cells.back().range == first && last.first.value - first.last.value == 1;
        if (first == last || continues) {
            addSlot(first, piece.x0, piece.x1, piece);
        } else {
            endGap(piece.x0);
            addManyTables({first.first, last.last}, piece.x0, piece.x1, piece);
        }
        return;
    }
    endGap(piece.x0);
    const bool leafAbove = leaves == 0 && sums.dominantLeaf() != LeafClass::Hole;
    if (!leafAbove) {
        MapCell &cell = add(leaves != 0 ? CellKind::Leaf : CellKind::Hole, piece.range, piece.x0, piece.x1, piece.row);
        cell.crowd = true;
        cell.leaf = leaf;
        cell.access = sums.dominantAccess();
        cell.mask = maskHere(sums);
    }
    m_open = false;
}

ClassMask TableLaneMaker::maskHere(const ClassSums &sums) const
{
    ClassMask mask = sums.mask();
    for (std::size_t i = static_cast<std::size_t>(LeafClass::Invalid); i < leafClassCount; ++i) {
        if (levelOf(static_cast<LeafClass>(i), m_geometry) != m_level) {
            mask.leaf = static_cast<std::uint8_t>(mask.leaf & ~(1U << i));
        }
    }
    return mask;
}

} // namespace

std::vector<MapCell> tableLane(const MapAxis &axis, const MapStrip &strip, Level level)
{
    return TableLaneMaker(axis, strip, level).make();
}

} // namespace ptscope
