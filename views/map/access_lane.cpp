// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/access_lane.h"

#include <algorithm>

namespace ptscope {

namespace {

MapCell accessCell(const LodIndex &index, const MapStrip &strip, const StripPiece &piece)
{
    MapCell cell;
    cell.rect = laneSpan(piece.x0, piece.x1);
    cell.range = piece.range;
    cell.lane = LaneKind::Access;
    cell.level = Level::Pte;
    cell.row = piece.row;
    cell.unprinted = piece.kind == PieceKind::Gap;
    cell.crowd = piece.kind == PieceKind::Crowd;
    if (cell.crowd) {
        const ClassSums &sums = strip.sums[piece.sums];
        cell.leaf = sums.dominantLeaf();
        cell.access = sums.dominantAccess();
        cell.mask = sums.mask();
    } else if (!cell.unprinted) {
        const RowFacts &facts = index.factsOf(piece.row);
        cell.leaf = facts.leaf;
        cell.access = facts.access;
        cell.mask = facts.mask();
    }
    cell.kind = cell.leaf == LeafClass::Hole ? CellKind::Hole : CellKind::Access;
    return cell;
}

bool isAlert(const MapCell &cell)
{
    return cell.mask.has(Alert::WritableExecutable) || cell.mask.has(Alert::UserAccessible);
}

/// Whose cell each pixel of the lane belongs to.
using PixelOwners = std::vector<std::size_t>;
constexpr std::size_t nobody = ~std::size_t{0};

/// A cell grows from its own edges and stops at another alert: what lies beyond that one is not its own, and cells would
/// come out of order.
void growOne(PixelOwners &owner, const std::vector<MapCell> &cells, std::size_t grown, int pixels)
{
    const auto takes = [&](int x) {
        if (x < 0 || x >= static_cast<int>(owner.size())) {
            return false;
        }
        std::size_t &pixel = owner[static_cast<std::size_t>(x)];
        if (pixel != nobody && isAlert(cells[pixel])) {
            return false;
        }
        pixel = grown;
        return true;
    };
    int begin = cells[grown].rect.x();
    int end = cells[grown].rect.right() + 1;
    bool right = true;
    bool left = true;
    while (end - begin < pixels && (left || right)) {
        right = right && takes(end);
        end += right ? 1 : 0;
        left = left && end - begin < pixels && takes(begin - 1);
        begin -= left ? 1 : 0;
    }
}

void growAlerts(std::vector<MapCell> &cells, int pixels, int width)
{
    const auto narrow = [pixels](const MapCell &cell) { return cell.rect.width() < pixels && isAlert(cell); };
    if (std::none_of(cells.begin(), cells.end(), narrow)) {
        return;
    }
    PixelOwners owner(static_cast<std::size_t>(width), nobody);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        for (int x = std::max(cells[i].rect.x(), 0); x <= std::min(cells[i].rect.right(), width - 1); ++x) {
            owner[static_cast<std::size_t>(x)] = i;
        }
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (narrow(cells[i])) {
            growOne(owner, cells, i, pixels);
        }
    }
    std::vector<MapCell> grown;
    for (int x = 0; x < width;) {
        const std::size_t i = owner[static_cast<std::size_t>(x)];
        const int x0 = x;
        while (x < width && owner[static_cast<std::size_t>(x)] == i) {
            ++x;
        }
        if (i != nobody) {
            grown.push_back(cells[i]);
            grown.back().rect = laneSpan(x0, x);
        }
    }
    cells = std::move(grown);
}

} // namespace

std::vector<MapCell> accessLane(const MapAxis &axis, const MapStrip &strip, int alertPixels)
{
    return axis.empty() ? std::vector<MapCell>() : accessLane(*axis.index(), strip, axis.width(), alertPixels);
}

std::vector<MapCell> accessLane(const LodIndex &index, const MapStrip &strip, int width, int alertPixels)
{
    std::vector<MapCell> cells;
    cells.reserve(strip.pieces.size());
    for (const StripPiece &piece : strip.pieces) {
        cells.push_back(accessCell(index, strip, piece));
    }
    growAlerts(cells, alertPixels, width);
    return cells;
}

std::vector<MapCell> leafLane(const LodIndex &index, const MapStrip &strip)
{
    std::vector<MapCell> cells;
    cells.reserve(strip.pieces.size());
    for (const StripPiece &piece : strip.pieces) {
        MapCell cell = accessCell(index, strip, piece);
        cell.lane = LaneKind::Table;
        cell.kind = cell.kind == CellKind::Access ? CellKind::Leaf : cell.kind;
        cells.push_back(cell);
    }
    return cells;
}

} // namespace ptscope
