// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/index/lod_index.h"

namespace ptscope {

/// Exact sums of ranges asked for one after another. What lies before a range is what lay before the end of the last one
/// when they touch, as the pixels of a picture do: then each costs half of LodIndex::sums.
class RunningSums
{
public:
    /// Keeps a reference.
    RunningSums(const LodIndex &index, Weight weight) : m_index(index), m_weight(weight) { }

    Weight weight() const { return m_weight; }
    ClassSums of(AddrRange range);
    /// The same when all that lies before the end of `range` is known already.
    ClassSums of(AddrRange range, const ClassSums &beforeEnd);

private:
    const LodIndex &m_index;
    Weight m_weight;
    std::optional<VirtAddr> m_summedTo; ///< m_before is all that lies before it
    ClassSums m_before;
};

} // namespace ptscope
