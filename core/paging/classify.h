// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/paging/attributes.h"
#include "core/paging/geometry.h"
#include "core/paging/row_class.h"

namespace ptscope {

/// The level whose tables hold the entries of such a row. Rows that name no level (reference/ptdump-formats.md, 3.7) are
/// PTE rows, or PMD rows where the text says block.
Level entryLevel(const PagingGeometry &geometry, Level level, const Attributes &attributes);

RowClass classify(const PagingGeometry &geometry, Level level, AttributeId id, const Attributes &attributes);

/// Bytes of one leaf of that class: one TLB entry's worth (look.md, classes). 0 for holes.
ByteCount leafUnit(const PagingGeometry &geometry, Level level, const Attributes &attributes);

/// The class of each (level, attribute id) pair of a snapshot, so that classifying a row is one load.
class RowClassTable
{
public:
    RowClassTable() = default;
    RowClassTable(const PagingGeometry &geometry, const AttributePool &pool);
    RowClass at(Level level, AttributeId id) const { return m_classes[id.value * rowStride + number(level)]; }

private:
    static constexpr std::size_t rowStride = 8;
    std::vector<RowClass> m_classes;
};

} // namespace ptscope
