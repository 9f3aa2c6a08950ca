// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/extents.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace ptscope {

std::uint32_t ExtentTable::firstRowFrom(VirtAddr address) const
{
    const auto lasts = m_last.span();
    return static_cast<std::uint32_t>(std::lower_bound(lasts.begin(), lasts.end(), address.value) - lasts.begin());
}

std::optional<RowIndex> ExtentTable::find(VirtAddr address) const
{
    const std::uint32_t row = firstRowFrom(address);
    if (row == size() || m_first[row] > address.value) {
        return std::nullopt;
    }
    return RowIndex{row};
}

RowRange ExtentTable::rowsIn(AddrRange range) const
{
    const std::uint32_t begin = firstRowFrom(range.first);
    const auto firsts = m_first.span();
    const auto end = std::upper_bound(firsts.begin() + begin, firsts.end(), range.last.value) - firsts.begin();
    return {begin, static_cast<std::uint32_t>(end)};
}

std::size_t ExtentTable::memoryBytes() const
{
    return m_first.capacityBytes() + m_last.capacityBytes() + m_line.capacityBytes() + m_attributes.capacityBytes()
        + m_level.capacityBytes();
}

void ExtentTable::reserve(std::size_t rows)
{
    const auto make = [rows](auto &...columns) { (columns.reserve(rows), ...); };
    make(m_first, m_last, m_line, m_attributes, m_level);
}

void ExtentTable::Appender::takeColumns()
{
    m_room = std::min({m_table.m_first.capacity(), m_table.m_last.capacity(), m_table.m_line.capacity(),
                       m_table.m_attributes.capacity(), m_table.m_level.capacity()});
    m_first = m_table.m_first.data();
    m_last = m_table.m_last.data();
    m_line = m_table.m_line.data();
    m_attributes = m_table.m_attributes.data();
    m_level = m_table.m_level.data();
}

void ExtentTable::Appender::commit()
{
    const auto set = [this](auto &...columns) { (columns.setSize(m_size), ...); };
    set(m_table.m_first, m_table.m_last, m_table.m_line, m_table.m_attributes, m_table.m_level);
}

void ExtentTable::Appender::grow()
{
    constexpr std::size_t leastRoom = 64;
    commit();
    m_table.reserve(std::max(leastRoom, m_size + m_size / 2));
    takeColumns();
}

void ExtentTable::append(const ExtentTable &other, RowRange rows, std::uint32_t lineShift)
{
    if (rows.empty()) {
        return;
    }
    m_first.append(other.m_first.span().subspan(rows.begin, rows.count()));
    m_last.append(other.m_last.span().subspan(rows.begin, rows.count()));
    m_attributes.append(other.m_attributes.span().subspan(rows.begin, rows.count()));
    m_level.append(other.m_level.span().subspan(rows.begin, rows.count()));
    m_line.append(other.m_line.span().subspan(rows.begin, rows.count()));
    for (std::size_t i = m_line.size() - rows.count(); lineShift != 0 && i < m_line.size(); ++i) {
        m_line[i] += lineShift;
    }
}

void ExtentTable::sortByAddress()
{
    std::vector<std::uint32_t> order(size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [this](auto a, auto b) { return m_first[a] < m_first[b]; });
    ExtentTable sorted;
    sorted.reserve(size());
    for (const std::uint32_t row : order) {
        sorted.append(at({row}));
    }
    *this = std::move(sorted);
}

void ExtentTable::shrinkToFit()
{
    m_first.shrinkToFit();
    m_last.shrinkToFit();
    m_line.shrinkToFit();
    m_attributes.shrinkToFit();
    m_level.shrinkToFit();
}

} // namespace ptscope
