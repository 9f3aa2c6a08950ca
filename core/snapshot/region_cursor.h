// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/snapshot/snapshot.h"

namespace ptscope {

/// The region of many addresses one after the other: neighbours lie in the same one, so that most answers cost a comparison.
class RegionCursor
{
public:
    explicit RegionCursor(const Snapshot &snapshot) : m_snapshot(snapshot) { }

    /// Null between regions.
    const Region *at(VirtAddr address)
    {
        if (m_last != nullptr && m_last->range && m_last->range->contains(address)) {
            return m_last;
        }
        const auto row = m_snapshot.extents().find(address);
        m_last = row ? m_snapshot.regionOf(*row) : nullptr;
        return m_last;
    }
    /// Empty between regions.
    std::string_view nameAt(VirtAddr address)
    {
        const Region *region = at(address);
        return region != nullptr ? std::string_view(region->name) : std::string_view();
    }

private:
    const Snapshot &m_snapshot;
    const Region *m_last = nullptr;
};

} // namespace ptscope
