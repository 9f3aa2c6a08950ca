// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QSize>

#include <cstdint>

namespace ptscope {

/// How the entries of a table run over its grid.
enum class EntryOrder : std::uint8_t {
    Rows,   ///< index in reading order
    Hilbert ///< neighbours stay neighbours: an aligned group of 2^n entries is a square or two
};

/// Where each entry of a table stands in its grid: 32 x 16 for 512 entries, 64 x 32 for 2048, 128 x 64 for 8192; square
/// where the number allows. A contiguous group is part of a row or whole rows, with Hilbert order one block.
class EntryGrid
{
public:
    EntryGrid() = default;
    /// `entries`: a power of two.
    explicit EntryGrid(unsigned entries, EntryOrder order = EntryOrder::Rows);

    unsigned entries() const { return m_entries; }
    int columns() const { return m_size.width(); }
    int rows() const { return m_size.height(); }
    EntryOrder order() const { return m_order; }

    /// Column and row of an entry.
    QPoint cellOf(unsigned index) const;
    unsigned indexAt(QPoint cell) const;

private:
    unsigned m_entries = 0;
    EntryOrder m_order = EntryOrder::Rows;
    QSize m_size;
};

} // namespace ptscope
