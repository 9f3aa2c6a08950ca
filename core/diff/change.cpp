// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/change.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace ptscope {

const char *name(ChangeKind kind)
{
    constexpr std::array<const char *, changeKindCount> names{"mapped", "unmapped", "permission", "type",  "valid",
                                                              "split",  "merge",    "contiguous", "table", "moved"};
    return names[static_cast<std::size_t>(kind)];
}

ChangeKind leadingKind(ChangeKinds kinds)
{
    constexpr std::array order{ChangeKind::Moved, ChangeKind::Mapped,     ChangeKind::Unmapped, ChangeKind::Split,
                               ChangeKind::Merge, ChangeKind::Permission, ChangeKind::Type,     ChangeKind::Valid,
                               ChangeKind::Contiguous, ChangeKind::Table};
    const auto found = std::find_if(order.begin(), order.end(), [kinds](ChangeKind kind) { return kinds.has(kind); });
    return found == order.end() ? ChangeKind::Permission : *found;
}

Change ChangeTable::at(ChangeIndex i) const
{
    return {range(i), m_shift[i], m_before[i], m_after[i], m_kinds[i], isChurn(i)};
}

ChangeIndex ChangeTable::firstFrom(VirtAddr address) const
{
    return static_cast<ChangeIndex>(std::lower_bound(m_first.begin(), m_first.end(), address.value) - m_first.begin());
}

std::size_t ChangeTable::memoryBytes() const
{
    const auto bytes = [](const auto &...columns) { return (columns.capacityBytes() + ...); };
    return bytes(m_first, m_last, m_shift, m_before, m_after, m_kinds, m_churn, m_partner);
}

void ChangeTable::reserve(std::size_t changes)
{
    const auto make = [changes](auto &...columns) { (columns.reserve(changes), ...); };
    make(m_first, m_last, m_shift, m_before, m_after, m_kinds, m_churn, m_partner);
}

void ChangeTable::shrinkToFit()
{
    const auto shrink = [](auto &...columns) { (columns.shrinkToFit(), ...); };
    shrink(m_first, m_last, m_shift, m_before, m_after, m_kinds, m_churn, m_partner);
}

ChangeTable::Span ChangeTable::in(AddrRange range) const
{
    Span span{firstFrom(range.first), size()};
    if (span.begin > 0 && m_last[span.begin - 1] >= range.first.value) {
        --span.begin;
    }
    if (range.last.value + 1 != 0) {
        span.end = firstFrom(range.last + ByteCount{1});
    }
    return span;
}

void ChangeTable::append(const Change &change)
{
    m_first.push_back(change.range.first.value);
    m_last.push_back(change.range.last.value);
    m_shift.push_back(change.shift);
    m_before.push_back(change.before);
    m_after.push_back(change.after);
    m_kinds.push_back(change.kinds);
    m_churn.push_back(change.churn ? 1 : 0);
    m_partner.push_back(noChange);
}

void ChangeTable::appendOrExtend(const Change &change)
{
    if (!empty() && m_last.back() + 1 == change.range.first.value && m_shift.back() == change.shift
        && m_before.back() == change.before && m_after.back() == change.after) {
        m_last.back() = change.range.last.value;
    } else {
        append(change);
    }
}

void ChangeTable::append(const ChangeTable &later)
{
    if (later.empty()) {
        return;
    }
    appendOrExtend(later.at(0));
    const auto take = [](auto &column, const auto &more) { column.append(more.span().subspan(1)); };
    take(m_first, later.m_first);
    take(m_last, later.m_last);
    take(m_shift, later.m_shift);
    take(m_before, later.m_before);
    take(m_after, later.m_after);
    take(m_kinds, later.m_kinds);
    take(m_churn, later.m_churn);
    take(m_partner, later.m_partner);
}

void ChangeTable::markReplaced(ChangeIndex i)
{
    m_kinds[i] = {};
    m_kinds[i].add(ChangeKind::Mapped);
    m_kinds[i].add(ChangeKind::Unmapped);
}

void ChangeTable::pairAsMoved(ChangeIndex from, ChangeIndex to)
{
    m_kinds[from].add(ChangeKind::Moved);
    m_kinds[to].add(ChangeKind::Moved);
    m_partner[from] = to;
    m_partner[to] = from;
}

void ChangeTable::sortByAddress()
{
    if (std::is_sorted(m_first.begin(), m_first.end())) {
        return;
    }
    std::vector<ChangeIndex> order(size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [this](auto a, auto b) { return m_first[a] < m_first[b]; });
    ChangeTable sorted;
    for (const ChangeIndex i : order) {
        sorted.append(at(i));
    }
    *this = std::move(sorted);
}

} // namespace ptscope
