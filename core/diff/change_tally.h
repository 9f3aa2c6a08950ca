// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/diff/change.h"

namespace ptscope {

/// How many changes there are of each kind that leads (leadingKind), churn apart.
struct ChangeCounts {
    std::array<std::uint32_t, changeKindCount> meaning{};
    std::array<std::uint32_t, changeKindCount> churn{};

    bool operator==(const ChangeCounts &) const = default;
    ChangeCounts &operator+=(const ChangeCounts &other);
    ChangeCounts &operator-=(const ChangeCounts &other);
    std::uint32_t allMeaning() const;
    std::uint32_t allChurn() const;
};

/// Counts of any part of a change table in O(64), so that a picture costs O(pixels) however many changes there are. Keeps a
/// reference to the table.
class ChangeTally
{
public:
    explicit ChangeTally(const ChangeTable &changes);

    ChangeCounts of(ChangeTable::Span span) const;
    ChangeCounts in(AddrRange range) const { return of(m_changes.in(range)); }
    const ChangeCounts &all() const { return m_all; }

private:
    static constexpr ChangeIndex stride = 64;
    void add(ChangeIndex i, ChangeCounts &counts) const;
    ChangeCounts before(ChangeIndex i) const;

    const ChangeTable &m_changes;
    std::vector<ChangeCounts> m_checkpoints; ///< before every 64th change
    ChangeCounts m_all;
};

} // namespace ptscope
