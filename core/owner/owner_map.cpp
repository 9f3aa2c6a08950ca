// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/owner/owner_map.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace ptscope {

namespace {

constexpr std::uint64_t noPhys = ~std::uint64_t{0};

std::size_t hashOf(const Owner &owner)
{
    const std::hash<std::string> text;
    return text(owner.name) * 31 + text(owner.caller) * 17 + static_cast<std::size_t>(owner.kind) * 8
        + static_cast<std::size_t>(owner.confidence);
}

} // namespace

OwnerMap::Entry OwnerMap::entry(std::uint32_t index) const
{
    Entry out{{{m_first[index]}, {m_last[index]}}, {m_owner[index]}, {}, m_line[index]};
    if (m_phys[index] != noPhys) {
        out.phys = PhysAddr{m_phys[index]};
    }
    return out;
}

std::pair<std::uint32_t, std::uint32_t> OwnerMap::within(AddrRange range) const
{
    const auto lasts = m_last.span();
    const auto firsts = m_first.span();
    const auto from = std::lower_bound(lasts.begin(), lasts.end(), range.first.value) - lasts.begin();
    const auto end = std::upper_bound(firsts.begin(), firsts.end(), range.last.value) - firsts.begin();
    return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(std::max(from, end))};
}

std::optional<OwnerMap::Entry> OwnerMap::at(VirtAddr address) const
{
    const auto [from, end] = within({address, address});
    return from < end ? std::optional(entry(from)) : std::nullopt;
}

std::optional<PhysRange> OwnerMap::physicalOf(AddrRange range) const
{
    const auto holder = at(range.first);
    if (!holder || !holder->phys || !holder->range.contains(range)) {
        return std::nullopt;
    }
    const std::uint64_t scale = owner(holder->owner).kind == OwnerKind::Vmemmap ? m_vmemmapScale : 1;
    const std::uint64_t offset = (range.first - holder->range.first).value * scale;
    return PhysRange{*holder->phys + ByteCount{offset}, {holder->phys->value + offset + range.size().value * scale - 1}};
}

OwnerId OwnerMapBuilder::intern(const Owner &owner)
{
    const std::size_t hash = hashOf(owner);
    const auto [from, end] = m_ids.equal_range(hash);
    for (auto it = from; it != end; ++it) {
        if (m_map.m_owners[it->second] == owner) {
            return {it->second};
        }
    }
    const auto id = static_cast<std::uint32_t>(m_map.m_owners.size());
    m_map.m_owners.push_back(owner);
    m_ids.emplace(hash, id);
    return {id};
}

void OwnerMapBuilder::add(AddrRange range, const Owner &owner, std::optional<PhysAddr> phys, std::uint32_t line)
{
    add(range, intern(owner), phys, line);
}

void OwnerMapBuilder::add(AddrRange range, OwnerId owner, std::optional<PhysAddr> phys, std::uint32_t line)
{
    m_entries.push_back({range, owner, phys, line});
}

namespace {

/// Cuts the address space at every border; of the entries that cover a piece the one that was added first takes it.
class Sweep
{
public:
    explicit Sweep(const std::vector<OwnerMap::Entry> &entries) : m_entries(entries)
    {
        m_order.reserve(entries.size());
        for (std::uint32_t i = 0; i < entries.size(); ++i) {
            m_order.push_back({first(i), i});
        }
        // Areas come in order where the kernel keeps one list of them, and what follows them is little.
        const auto lower = std::is_sorted_until(m_order.begin(), m_order.end());
        std::sort(lower, m_order.end());
        std::inplace_merge(m_order.begin(), lower, m_order.end());
    }

    /// Calls `take(index of the entry, range)` in order of address; neighbours may be pieces of one entry.
    template<class Take>
    void run(Take take)
    {
        std::size_t next = 0;
        std::uint64_t at = 0;
        for (;;) {
            if (m_open.empty()) {
                if (next == m_order.size()) {
                    return;
                }
                at = m_order[next].first;
            }
            while (next < m_order.size() && m_order[next].first <= at) {
                m_open.push(m_order[next++].second);
            }
            const std::uint32_t best = m_open.top();
            if (last(best) < at) {
                m_open.pop();
                continue;
            }
            const bool cut = next < m_order.size() && m_order[next].first <= last(best);
            const std::uint64_t stop = cut ? m_order[next].first - 1 : last(best);
            take(best, AddrRange{{at}, {stop}});
            if (stop == ~std::uint64_t{0}) {
                return;
            }
            at = stop + 1;
        }
    }

private:
    std::uint64_t first(std::uint32_t i) const { return m_entries[i].range.first.value; }
    std::uint64_t last(std::uint32_t i) const { return m_entries[i].range.last.value; }

    const std::vector<OwnerMap::Entry> &m_entries;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> m_order; ///< where entries begin, and their numbers
    std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> m_open;
};

} // namespace

OwnerMapPtr OwnerMapBuilder::build()
{
    std::uint32_t previous = ~0U;
    Sweep(m_entries).run([&](std::uint32_t index, AddrRange piece) {
        const OwnerMap::Entry &entry = m_entries[index];
        const bool joins = previous == index && m_map.m_last.back() + 1 == piece.first.value;
        if (joins) {
            m_map.m_last[m_map.m_last.size() - 1] = piece.last.value;
            return;
        }
        previous = index;
        const std::uint64_t scale =
            m_map.m_owners[entry.owner.value].kind == OwnerKind::Vmemmap ? m_map.m_vmemmapScale : 1;
        const std::uint64_t offset = (piece.first - entry.range.first).value * scale;
        m_map.m_first.push_back(piece.first.value);
        m_map.m_last.push_back(piece.last.value);
        m_map.m_phys.push_back(entry.phys ? entry.phys->value + offset : noPhys);
        m_map.m_owner.push_back(entry.owner.value);
        m_map.m_line.push_back(entry.line);
    });
    return std::make_shared<const OwnerMap>(std::move(m_map));
}

} // namespace ptscope
