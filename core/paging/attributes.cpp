// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paging/attributes.h"

#include <algorithm>

#include "core/paging/dialect.h"

namespace ptscope {

namespace {

constexpr std::size_t poolLimit = 0xffff;

} // namespace

AttributePool::AttributePool(const Dialect &dialect) : m_dialect(&dialect)
{
    m_entries.emplace_back();
}

std::optional<AttributeId> AttributePool::intern(const Attributes &attributes)
{
    const auto known = std::find_if(m_entries.begin() + 1, m_entries.end(),
                                    [&](const Entry &entry) { return entry.attributes == attributes; });
    if (known != m_entries.end()) {
        return AttributeId{static_cast<std::uint16_t>(known - m_entries.begin())};
    }
    if (m_entries.size() >= poolLimit) {
        return std::nullopt;
    }
    std::string tail = spellTail(*m_dialect, attributes);
    std::string words = squeeze(tail);
    m_entries.push_back({attributes, std::move(tail), std::move(words)});
    return AttributeId{static_cast<std::uint16_t>(m_entries.size() - 1)};
}

AttributePool AttributePool::spelledBy(const Dialect &dialect) const
{
    AttributePool pool(dialect);
    for (std::size_t i = 1; i < m_entries.size(); ++i) {
        pool.intern(m_entries[i].attributes);
    }
    return pool;
}

} // namespace ptscope
