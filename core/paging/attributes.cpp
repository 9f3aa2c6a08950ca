// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paging/attributes.h"

#include <algorithm>
#include <functional>

#include "core/paging/dialect.h"

namespace ptscope {

namespace {

constexpr std::size_t poolLimit = 0xffff;

std::size_t hashOf(const Attributes &attributes)
{
    return std::hash<std::string>()(attributes.extraWords) * 31
        + (attributes.bits * std::size_t{16} + static_cast<std::size_t>(attributes.memoryType));
}

} // namespace

AttributePool::AttributePool(const Dialect &dialect) : m_dialect(&dialect)
{
    m_entries.emplace_back();
}

std::optional<AttributeId> AttributePool::intern(const Attributes &attributes)
{
    const std::size_t hash = hashOf(attributes);
    const auto [begin, end] = m_byHash.equal_range(hash);
    const auto known = std::find_if(begin, end, [&](const auto &entry) { return m_entries[entry.second].attributes == attributes; });
    if (known != end) {
        return AttributeId{known->second};
    }
    if (m_entries.size() >= poolLimit) {
        return std::nullopt;
    }
    std::string tail = spellTail(*m_dialect, attributes);
    std::string words = squeeze(tail);
    m_entries.push_back({attributes, std::move(tail), std::move(words)});
    const AttributeId id{static_cast<std::uint16_t>(m_entries.size() - 1)};
    m_byHash.emplace(hash, id.value);
    return id;
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
