// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/change_tally.h"

#include <numeric>

namespace ptscope {

ChangeCounts &ChangeCounts::operator+=(const ChangeCounts &other)
{
    for (std::size_t i = 0; i < changeKindCount; ++i) {
        meaning[i] += other.meaning[i];
        churn[i] += other.churn[i];
    }
    return *this;
}

ChangeCounts &ChangeCounts::operator-=(const ChangeCounts &other)
{
    for (std::size_t i = 0; i < changeKindCount; ++i) {
        meaning[i] -= other.meaning[i];
        churn[i] -= other.churn[i];
    }
    return *this;
}

std::uint32_t ChangeCounts::allMeaning() const
{
    return std::accumulate(meaning.begin(), meaning.end(), 0U);
}

std::uint32_t ChangeCounts::allChurn() const
{
    return std::accumulate(churn.begin(), churn.end(), 0U);
}

ChangeTally::ChangeTally(const ChangeTable &changes) : m_changes(changes)
{
    m_checkpoints.reserve(changes.size() / stride + 1);
    for (ChangeIndex i = 0; i < changes.size(); ++i) {
        if (i % stride == 0) {
            m_checkpoints.push_back(m_all);
        }
        add(i, m_all);
    }
}

void ChangeTally::add(ChangeIndex i, ChangeCounts &counts) const
{
    const auto kind = static_cast<std::size_t>(leadingKind(m_changes.kinds(i)));
    ++(m_changes.isChurn(i) ? counts.churn : counts.meaning)[kind];
}

ChangeCounts ChangeTally::before(ChangeIndex i) const
{
    if (i >= m_changes.size()) {
        return m_all;
    }
    ChangeCounts counts = m_checkpoints[i / stride];
    for (ChangeIndex at = i - i % stride; at < i; ++at) {
        add(at, counts);
    }
    return counts;
}

ChangeCounts ChangeTally::of(ChangeTable::Span span) const
{
    ChangeCounts counts;
    if (span.empty()) {
        return counts;
    }
    if (span.end - span.begin <= stride) {
        for (ChangeIndex i = span.begin; i < span.end; ++i) {
            add(i, counts);
        }
        return counts;
    }
    counts = before(span.end);
    counts -= before(span.begin);
    return counts;
}

} // namespace ptscope
