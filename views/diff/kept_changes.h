// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "core/diff/change_tally.h"

namespace ptscope {

/// The changes that a filter lets through, counted like all of them are, for a picture of the same cost. Immutable.
class KeptChanges
{
public:
    /// `kept` ascends.
    KeptChanges(const ChangeTable &all, std::vector<ChangeIndex> kept)
        : m_original(std::move(kept)), m_table(only(all, m_original)), m_tally(m_table)
    { }
    KeptChanges(const KeptChanges &) = delete;
    KeptChanges &operator=(const KeptChanges &) = delete;

    const ChangeTable &table() const { return m_table; }
    const ChangeTally &tally() const { return m_tally; }
    /// Its number among all changes.
    ChangeIndex original(ChangeIndex kept) const { return m_original[kept]; }

private:
    static ChangeTable only(const ChangeTable &all, const std::vector<ChangeIndex> &kept)
    {
        ChangeTable out;
        out.reserve(kept.size());
        for (const ChangeIndex i : kept) {
            out.append(all.at(i));
        }
        return out;
    }

    std::vector<ChangeIndex> m_original;
    ChangeTable m_table;
    ChangeTally m_tally;
};

using KeptChangesPtr = std::shared_ptr<const KeptChanges>;

} // namespace ptscope
