// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

#include <optional>
#include <vector>

#include "views/diff/diff_cell.h"
#include "views/diff/diff_source.h"

namespace ptscope {

/// One entry of a table on both sides.
struct EntryCell {
    QRect before;
    QRect after;
    AddrRange range; ///< of the axis
    unsigned index = 0;
    ClassSums sumsBefore;
    ClassSums sumsAfter;
    ChangeCounts counts;
};

/// Entries side by side of which the same is said.
struct EntryBand {
    QRect rect; ///< between the two rows
    std::uint32_t entries = 0;
    std::optional<ChangeKind> kind; ///< none where nothing differs
};

/// The entries around a change, one a cell: the earlier snapshot above, the later one below. Drawing and hit-testing use the
/// same list.
class EntryGeometry
{
public:
    EntryGeometry() = default;
    EntryGeometry(const DiffSource &source, const Change &change, QSize size);

    Level level() const { return m_level; }
    ByteCount span() const { return m_span; }
    const std::vector<EntryCell> &cells() const { return m_cells; }
    const std::vector<EntryBand> &bands() const { return m_bands; }
    const EntryCell *cellAt(QPoint point) const;

    static int idealHeight();

private:
    void addCells(const DiffSource &source, std::uint64_t firstEntry, int count, QSize size);
    void addBands();

    Level m_level = Level::Pte;
    ByteCount m_span;
    std::vector<EntryCell> m_cells;
    std::vector<EntryBand> m_bands;
};

} // namespace ptscope
