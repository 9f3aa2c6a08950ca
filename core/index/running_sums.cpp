// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/index/running_sums.h"

namespace ptscope {

ClassSums RunningSums::of(AddrRange range)
{
    const bool toTheEnd = ~range.last.value == 0;
    return toTheEnd ? m_index.sums(range, m_weight) : of(range, m_index.before(range.last + ByteCount{1}, m_weight));
}

ClassSums RunningSums::of(AddrRange range, const ClassSums &beforeEnd)
{
    if (m_summedTo != range.first) {
        m_before = m_index.before(range.first, m_weight);
    }
    ClassSums sums = beforeEnd;
    sums -= m_before;
    m_before = beforeEnd;
    m_summedTo.reset();
    if (~range.last.value != 0) {
        m_summedTo = range.last + ByteCount{1};
    }
    return sums;
}

} // namespace ptscope
