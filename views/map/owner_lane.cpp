// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/owner_lane.h"

#include <algorithm>

#include "core/index/fold_scale.h"

namespace ptscope {

namespace {

class OwnerLaneMaker
{
public:
    OwnerLaneMaker(const MapAxis &axis, const MapStrip &strip, const OwnerMap &owners)
        : m_axis(axis), m_strip(strip), m_owners(owners)
    {
    }

    std::vector<MapCell> make()
    {
        for (const StripPiece &piece : m_strip.pieces) {
            if (isMapped(piece)) {
                addPiece(piece);
            } else if (piece.range.size() >= FoldScale::breakFrom) {
                m_joins = false;
            }
        }
        return std::move(m_cells);
    }

private:
    bool isMapped(const StripPiece &piece) const
    {
        switch (piece.kind) {
        case PieceKind::Run:
            return m_axis.index()->factsOf(piece.row).leaf != LeafClass::Hole;
        case PieceKind::Crowd:
            return m_strip.sums[piece.sums].dominantLeaf() != LeafClass::Hole;
        case PieceKind::Gap:
            break;
        }
        return false;
    }

    void addPiece(const StripPiece &piece)
    {
        const auto [from, end] = m_owners.within(piece.range);
        const auto width = static_cast<std::uint32_t>(std::max(piece.x1 - piece.x0, 1));
        if (piece.kind == PieceKind::Crowd || end - from > width) {
            if (from < end) {
                add(m_owners.entry(from), piece.x0, piece.x1, end - from, piece.range);
            }
            return;
        }
        const AxisPiece inside{piece.range, piece.begin, piece.end, piece.row, false};
        const auto xOf = [&](VirtAddr address) {
            return std::clamp(m_axis.xOf(inside.positionOf(address)), piece.x0, piece.x1);
        };
        for (std::uint32_t i = from; i < end; ++i) {
            const OwnerMap::Entry entry = m_owners.entry(i);
            const AddrRange shared = intersection(entry.range, piece.range);
            const int x0 = shared.first == piece.range.first ? piece.x0 : xOf(shared.first);
            const int x1 = shared.last == piece.range.last ? piece.x1 : xOf({shared.last.value + 1});
            if (x1 > x0) {
                add(entry, x0, x1, 1, shared);
            }
        }
    }

    /// The RAM behind the linear map has a dozen names in iomem, the image five parts: one thing each at this distance.
    static bool isOneThing(OwnerKind kind)
    {
        return kind == OwnerKind::LinearMap || kind == OwnerKind::KernelImage || kind == OwnerKind::Vmemmap;
    }

    bool joins(const MapCell &cell, OwnerId next) const
    {
        const Owner &left = m_owners.owner({cell.row});
        const Owner &right = m_owners.owner(next);
        return left.kind == right.kind && (isOneThing(left.kind) || left.name == right.name);
    }

    void add(const OwnerMap::Entry &entry, int x0, int x1, std::uint32_t areas, AddrRange shown)
    {
        if (m_joins && !m_cells.empty() && joins(m_cells.back(), entry.owner)) {
            MapCell &cell = m_cells.back();
            cell.mixed = cell.mixed || m_owners.owner({cell.row}).name != m_owners.owner(entry.owner).name;
            const bool sameArea = m_lastArea == entry.range && areas == 1;
            cell.rect.setRight(x1 - 1);
            cell.range.last = shown.last;
            cell.areas += sameArea ? 0 : areas;
        } else {
            MapCell cell;
            cell.rect = {x0, 0, x1 - x0, 0};
            cell.range = shown;
            cell.kind = CellKind::Owner;
            cell.lane = LaneKind::Owner;
            cell.level = Level::Pte;
            cell.row = entry.owner.value;
            cell.areas = areas;
            m_cells.push_back(cell);
        }
        m_lastArea = entry.range;
        m_joins = true;
    }

    const MapAxis &m_axis;
    const MapStrip &m_strip;
    const OwnerMap &m_owners;
    std::vector<MapCell> m_cells;
    AddrRange m_lastArea;
    bool m_joins = false; ///< the last cell may go on
};

} // namespace

std::vector<MapCell> ownerLane(const MapAxis &axis, const MapStrip &strip, const OwnerMap &owners)
{
    return axis.empty() ? std::vector<MapCell>() : OwnerLaneMaker(axis, strip, owners).make();
}

} // namespace ptscope
