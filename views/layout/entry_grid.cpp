// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/entry_grid.h"

#include <bit>
#include <utility>

namespace ptscope {

namespace {

/// One step of the curve: the quadrant (right, below) is turned so that the curve goes on where the last one ended.
void turn(int side, QPoint &cell, bool right, bool below)
{
    if (below) {
        return;
    }
    if (right) {
        cell = {side - 1 - cell.x(), side - 1 - cell.y()};
    }
    cell = {cell.y(), cell.x()};
}

QPoint hilbertCell(int side, unsigned distance)
{
    QPoint cell;
    for (int s = 1; s < side; s *= 2, distance /= 4) {
        const bool right = (distance & 2U) != 0;
        const bool below = ((distance ^ (right ? 1U : 0U)) & 1U) != 0;
        turn(s, cell, right, below);
        cell += {right ? s : 0, below ? s : 0};
    }
    return cell;
}

unsigned hilbertDistance(int side, QPoint cell)
{
    unsigned distance = 0;
    for (int s = side / 2; s > 0; s /= 2) {
        const bool right = (cell.x() & s) != 0;
        const bool below = (cell.y() & s) != 0;
        const auto quadrant = static_cast<unsigned>(s) * static_cast<unsigned>(s);
        distance += quadrant * ((right ? 3U : 0U) ^ (below ? 1U : 0U));
        cell = {cell.x() & (s - 1), cell.y() & (s - 1)};
        turn(s, cell, right, below);
    }
    return distance;
}

} // namespace

EntryGrid::EntryGrid(unsigned entries, EntryOrder order) : m_entries(std::bit_floor(entries)), m_order(order)
{
    const int bits = static_cast<int>(std::bit_width(m_entries)) - 1;
    m_size = {1 << ((bits + 1) / 2), 1 << (bits / 2)};
}

QPoint EntryGrid::cellOf(unsigned index) const
{
    const auto side = static_cast<unsigned>(rows());
    if (m_order == EntryOrder::Rows) {
        const auto width = static_cast<unsigned>(columns());
        return {static_cast<int>(index % width), static_cast<int>(index / width)};
    }
    // Twice as wide as high: one curve beside the other, each from its top left to its top right.
    const unsigned square = side * side;
    return hilbertCell(rows(), index % square) + QPoint(static_cast<int>(index / square) * rows(), 0);
}

unsigned EntryGrid::indexAt(QPoint cell) const
{
    if (m_order == EntryOrder::Rows) {
        return static_cast<unsigned>(cell.y() * columns() + cell.x());
    }
    const int square = cell.x() / rows();
    return static_cast<unsigned>(square * rows() * rows())
        + hilbertDistance(rows(), {cell.x() - square * rows(), cell.y()});
}

} // namespace ptscope
