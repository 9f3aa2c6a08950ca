// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/snapshot.h"

#include <algorithm>

#include "core/owner/find_owners.h"

namespace ptscope {

namespace {

bool isKasanShadow(const Region &region)
{
    return region.name.size() >= 12 && (region.name.starts_with("Kasan shadow") || region.name.starts_with("KASAN shadow"));
}

} // namespace

Snapshot::Snapshot(Parts parts)
    : m_parts(std::move(parts)), m_regions(regionsFrom(m_parts.markers, m_parts.extents)),
      m_classes(m_parts.geometry.geometry, m_parts.attributes),
      m_tablesProven(std::none_of(m_regions.begin(), m_regions.end(), isKasanShadow))
{
    if (m_parts.owners == nullptr) {
        m_parts.owners = findOwners(*this);
    }
}

const Region *Snapshot::regionOf(RowIndex row) const
{
    const auto after = std::upper_bound(m_regions.begin(), m_regions.end(), row.value,
                                        [](std::uint32_t r, const Region &region) { return r < region.rows.begin; });
    for (auto it = after; it != m_regions.begin();) {
        --it;
        if (it->rows.contains(row)) {
            return &*it;
        }
        if (!it->rows.empty()) {
            break;
        }
    }
    return nullptr;
}

AddrRange Snapshot::range() const
{
    return {extents().first({0}), extents().last({extents().size() - 1})};
}

std::shared_ptr<const Snapshot> Snapshot::withGeometry(GeometryFinding geometry) const
{
    Parts parts{{}, m_parts.attributes, m_parts.markers, std::move(geometry), m_parts.source, m_parts.diagnostics, {}};
    parts.extents.reserve(extents().size());
    for (std::uint32_t i = 0; i < extents().size(); ++i) {
        parts.extents.append(extents().at({i}));
    }
    return std::make_shared<const Snapshot>(std::move(parts));
}

} // namespace ptscope
