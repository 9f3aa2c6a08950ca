// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "core/diff/diff.h"
#include "core/query/query.h"

namespace ptscope {

/// A filter of rows asked of changes: one is let through when a row that it touches is, on either side, so that "perm:ro" finds
/// what became read-only and what was.
class ChangeFilter
{
public:
    /// Nothing where neither snapshot understands the expression. `diff` must outlive the filter.
    static std::optional<ChangeFilter> compile(std::string_view expression, const Diff &diff);

    bool lets(ChangeIndex change) const;

private:
    ChangeFilter(const Diff &diff, std::optional<Query> before, std::optional<Query> after)
        : m_diff(&diff), m_before(std::move(before)), m_after(std::move(after))
    { }

    const Diff *m_diff;
    std::optional<Query> m_before;
    std::optional<Query> m_after;
};

} // namespace ptscope
