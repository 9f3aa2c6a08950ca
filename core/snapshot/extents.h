// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/base/column.h"
#include "core/base/units.h"
#include "core/paging/attributes.h"
#include "core/paging/level.h"

namespace ptscope {

/// One row of a dump by value.
struct Extent {
    AddrRange range;
    Level level = Level::Pte;
    AttributeId attributes;
    std::uint32_t line = 0; ///< source line, counted from 1; 0 for rows no text printed (simulated)
};

/// The rows of a dump, holes included: structure of arrays, sorted by address, disjoint. 23 bytes a row.
class ExtentTable
{
public:
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_first.size()); }
    bool empty() const { return m_first.empty(); }

    AddrRange range(RowIndex row) const { return {{m_first[row.value]}, {m_last[row.value]}}; }
    VirtAddr first(RowIndex row) const { return {m_first[row.value]}; }
    VirtAddr last(RowIndex row) const { return {m_last[row.value]}; }
    Level level(RowIndex row) const { return m_level[row.value]; }
    AttributeId attributes(RowIndex row) const { return m_attributes[row.value]; }
    std::uint32_t line(RowIndex row) const { return m_line[row.value]; }
    Extent at(RowIndex row) const { return {range(row), level(row), attributes(row), line(row)}; }

    std::span<const std::uint64_t> firsts() const { return m_first.span(); }
    std::span<const std::uint64_t> lasts() const { return m_last.span(); }
    std::span<const AttributeId> attributeIds() const { return m_attributes.span(); }
    std::span<const Level> levels() const { return m_level.span(); }

    /// The row that holds `address`, if any. O(log n).
    std::optional<RowIndex> find(VirtAddr address) const;
    /// First row that ends at or behind `address`; size() when none. O(log n).
    std::uint32_t firstRowFrom(VirtAddr address) const;
    /// Rows that share at least one byte with `range`.
    RowRange rowsIn(AddrRange range) const;
    std::size_t memoryBytes() const;

    // --- for builders -------------------------------------------------------------------------------------------------
    void reserve(std::size_t rows);
    void append(const Extent &extent)
    {
        m_first.push_back(extent.range.first.value);
        m_last.push_back(extent.range.last.value);
        m_attributes.push_back(extent.attributes);
        m_level.push_back(extent.level);
        m_line.push_back(extent.line);
    }
    class Appender;
    /// Appends `rows` of another table; their lines are counted up by `lineShift` (mod 2^32).
    void append(const ExtentTable &other, RowRange rows, std::uint32_t lineShift = 0);
    void removeLast()
    {
        m_first.pop_back();
        m_last.pop_back();
        m_attributes.pop_back();
        m_level.pop_back();
        m_line.pop_back();
    }
    void setLast(RowIndex row, VirtAddr last) { m_last[row.value] = last.value; }
    void setAttributes(RowIndex row, AttributeId id) { m_attributes[row.value] = id; }
    /// Sorts by first address; stable. Only needed when rows came out of order.
    void sortByAddress();
    void shrinkToFit();

private:
    Column<std::uint64_t> m_first;
    Column<std::uint64_t> m_last;
    Column<std::uint32_t> m_line;
    Column<AttributeId> m_attributes;
    Column<Level> m_level;
};

/// Appends very many rows: five columns are one write each, with one look at the room. The table has the rows when this
/// ends, and must be left alone until then.
class ExtentTable::Appender
{
public:
    explicit Appender(ExtentTable &table) : m_table(table), m_size(table.size()) { takeColumns(); }
    Appender(const Appender &) = delete;
    Appender &operator=(const Appender &) = delete;
    ~Appender() { commit(); }

    void append(const Extent &extent)
    {
        if (m_size == m_room) [[unlikely]] {
            grow();
        }
        m_first[m_size] = extent.range.first.value;
        m_last[m_size] = extent.range.last.value;
        m_line[m_size] = extent.line;
        m_attributes[m_size] = extent.attributes;
        m_level[m_size] = extent.level;
        ++m_size;
    }

private:
    void takeColumns();
    void commit();
    void grow();

    ExtentTable &m_table;
    std::size_t m_size;
    std::size_t m_room = 0;
    std::uint64_t *m_first = nullptr;
    std::uint64_t *m_last = nullptr;
    std::uint32_t *m_line = nullptr;
    AttributeId *m_attributes = nullptr;
    Level *m_level = nullptr;
};

} // namespace ptscope
