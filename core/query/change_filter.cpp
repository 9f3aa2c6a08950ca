// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/change_filter.h"

namespace ptscope {

namespace {

std::optional<Query> boundTo(const SnapshotPtr &snapshot, std::string_view expression)
{
    auto query = Query::compile(expression, snapshot);
    return query ? std::optional(std::move(*query)) : std::nullopt;
}

/// A change lies in one row of either snapshot, or in neighbours that say the same: the first answers for all but size.
bool touches(const std::optional<Query> &query, const Snapshot &snapshot, AddrRange range)
{
    const auto row = query ? snapshot.extents().find(range.first) : std::nullopt;
    return row && query->matches(*row);
}

} // namespace

std::optional<ChangeFilter> ChangeFilter::compile(std::string_view expression, const Diff &diff)
{
    auto before = boundTo(diff.before, expression);
    auto after = boundTo(diff.after, expression);
    if (!before && !after) {
        return std::nullopt;
    }
    return ChangeFilter(diff, std::move(before), std::move(after));
}

bool ChangeFilter::lets(ChangeIndex change) const
{
    const Change at = m_diff->changes.at(change);
    return touches(m_before, *m_diff->before, at.rangeBefore()) || touches(m_after, *m_diff->after, at.range);
}

} // namespace ptscope
