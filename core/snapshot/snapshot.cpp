// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/snapshot.h"

#include <algorithm>
#include <atomic>
#include <mutex>

#include "core/owner/find_owners.h"

namespace ptscope {

namespace {

bool isKasanShadow(const Region &region)
{
    return region.name.size() >= 12 && (region.name.starts_with("Kasan shadow") || region.name.starts_with("KASAN shadow"));
}

} // namespace

/// What is found late, and once whoever asks: the text is shown long before it is explained.
struct Snapshot::LateOwners {
    std::once_flag once;
    std::atomic<bool> found = false;
    OwnerMapPtr owners;
};

Snapshot::Snapshot(Parts parts)
    : m_parts(std::move(parts)), m_owners(std::make_shared<LateOwners>()), m_regions(regionsFrom(m_parts.markers, m_parts.extents)),
      m_classes(m_parts.geometry.geometry, m_parts.attributes),
      m_tablesProven(std::none_of(m_regions.begin(), m_regions.end(), isKasanShadow))
{
    if (m_parts.owners != nullptr) {
        m_owners->owners = m_parts.owners;
        m_owners->found = true;
    }
}

const OwnerMapPtr &Snapshot::sharedOwners() const
{
    if (!m_owners->found.load(std::memory_order_acquire)) {
        std::call_once(m_owners->once, [this] {
            m_owners->owners = findOwners(*this);
            m_owners->found.store(true, std::memory_order_release);
        });
    }
    return m_owners->owners;
}

bool Snapshot::isExplained() const
{
    return m_parts.source.companions.isRead() && m_owners->found.load(std::memory_order_acquire);
}

const OwnerMap &Snapshot::knownOwners() const
{
    static const OwnerMap nothing;
    return isExplained() ? owners() : nothing;
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
