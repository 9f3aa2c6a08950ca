// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stat/statistics.h"

#include <algorithm>
#include <bit>
#include <functional>

#include "core/stat/table_count.h"

namespace ptscope {

namespace {

constexpr AddrRange wholeSpace{{0}, {~std::uint64_t{0}}};

/// Sums over the rows that share level word and attributes, and what is needed to add one more row.
struct Bin {
    std::uint64_t bytes = 0;
    std::uint64_t rows = 0;
    std::uint64_t leaves = 0;
    std::uint64_t entries = 0;
    std::uint8_t leafShift = 0;
    std::uint8_t entryShift = 0;
    std::uint8_t tableShift = 0;
    Level entryLevel = Level::Pgd;
};

/// One pass over the columns. Bins are folded into a part only where the part touched them, so that neither many
/// attribute sets nor many regions make the others slow.
class Pass
{
public:
    explicit Pass(const Snapshot &snapshot);
    /// Parts must come in ascending order.
    PartStatistics part(RowRange rows);
    /// The same for an address range; of rows that reach over its borders only what lies inside counts.
    PartStatistics partInside(AddrRange range);
    const TableCounts &tablesOfAllParts() const { return m_allTables.counts(); }
    std::vector<std::uint64_t> takeMappedBytesByAttributes() { return std::move(m_mappedBytesByAttributes); }

private:
    static constexpr std::size_t binStride = 8;

    void addRow(std::uint32_t index, std::uint64_t first, std::uint64_t last);
    void addRows(RowRange rows, AddrRange clip);
    PartStatistics folded(RowRange rows);
    void fold(PartStatistics &part, std::uint32_t index);

    const Snapshot &m_snapshot;
    std::vector<Bin> m_bins; ///< by attribute id and level word
    std::vector<std::uint32_t> m_touched;
    std::vector<std::uint64_t> m_mappedBytesByAttributes;
    TableCounter m_allTables;
    TableCounter m_partTables;
};

Pass::Pass(const Snapshot &snapshot)
    : m_snapshot(snapshot), m_bins(snapshot.attributes().size() * binStride),
      m_mappedBytesByAttributes(snapshot.attributes().size()), m_allTables(snapshot.geometry()),
      m_partTables(snapshot.geometry())
{
    const PagingGeometry &geometry = snapshot.geometry();
    for (std::size_t i = 0; i < m_bins.size(); ++i) {
        const auto word = static_cast<unsigned>(i % binStride);
        if (word > number(Level::Unknown)) {
            continue;
        }
        const Level level = levelFromNumber(word);
        const Attributes &attributes = snapshot.attributes().at({static_cast<std::uint16_t>(i / binStride)});
        Bin &bin = m_bins[i];
        bin.leafShift = static_cast<std::uint8_t>(std::countr_zero(leafUnit(geometry, level, attributes).value));
        bin.entryLevel = entryLevel(geometry, level, attributes);
        bin.entryShift = static_cast<std::uint8_t>(geometry.shift(bin.entryLevel));
        bin.tableShift = static_cast<std::uint8_t>(geometry.tableShift(bin.entryLevel));
    }
}

inline void Pass::addRow(std::uint32_t index, std::uint64_t first, std::uint64_t last)
{
    Bin &bin = m_bins[index];
    if (bin.rows++ == 0) {
        m_touched.push_back(index);
    }
    bin.bytes += last - first + 1;
    bin.leaves += (last >> bin.leafShift) - (first >> bin.leafShift) + 1;
    bin.entries += (last >> bin.entryShift) - (first >> bin.entryShift) + 1;
    // The part's counter restarts with each part, so what is new to all parts is new to it.
    if (m_partTables.isNew(bin.entryLevel, last >> bin.tableShift)) {
        const AddrRange range{{first}, {last}};
        m_partTables.add(bin.entryLevel, range);
        m_allTables.add(bin.entryLevel, range);
    }
}

void Pass::addRows(RowRange rows, AddrRange clip)
{
    // Fetched once: the compiler must assume that writing to a bin changes the columns.
    const auto firsts = m_snapshot.extents().firsts();
    const auto lasts = m_snapshot.extents().lasts();
    const auto ids = m_snapshot.extents().attributeIds();
    const auto levels = m_snapshot.extents().levels();
    for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
        const auto index = static_cast<std::uint32_t>(ids[i].value * binStride + number(levels[i]));
        addRow(index, std::max(firsts[i], clip.first.value), std::min(lasts[i], clip.last.value));
    }
}

void Pass::fold(PartStatistics &part, std::uint32_t index)
{
    Bin &bin = m_bins[index];
    const AttributeId id{static_cast<std::uint16_t>(index / binStride)};
    const Level word = levelFromNumber(index % binStride);
    const RowClass rowClass = m_snapshot.classes().at(word, id);
    part.bytesByLeaf[static_cast<std::size_t>(rowClass.leaf)] += bin.bytes;
    part.bytesByAccess[static_cast<std::size_t>(rowClass.access)] += bin.bytes;
    if (rowClass.leaf == LeafClass::Hole) {
        part.holes += bin.rows;
    } else if (rowClass.leaf == LeafClass::Invalid) {
        part.invalidRows += bin.rows;
    } else {
        part.mappedBytes += bin.bytes;
        part.mappedBytesByLevel[number(word)] += bin.bytes;
        part.contiguousBytesByLevel[number(word)] += m_snapshot.attributes().at(id).contiguous() ? bin.bytes : 0;
        part.wxBytes += rowClass.access == AccessClass::RwX ? bin.bytes : 0;
        part.tlbEntries += bin.leaves;
        part.tlbWithoutGroups += bin.entries;
        m_mappedBytesByAttributes[id.value] += bin.bytes;
    }
    bin.bytes = bin.rows = bin.leaves = bin.entries = 0;
}

PartStatistics Pass::part(RowRange rows)
{
    m_partTables.restart();
    addRows(rows, wholeSpace);
    return folded(rows);
}

PartStatistics Pass::partInside(AddrRange range)
{
    m_partTables.restart();
    const RowRange rows = m_snapshot.extents().rowsIn(range);
    addRows(rows, range);
    return folded(rows);
}

PartStatistics Pass::folded(RowRange rows)
{
    PartStatistics part;
    part.rows = rows;
    for (const std::uint32_t index : m_touched) {
        fold(part, index);
    }
    m_touched.clear();
    part.tables = m_partTables.counts();
    return part;
}

template<class Figures>
void addEach(Figures &sum, const Figures &figures)
{
    std::transform(sum.begin(), sum.end(), figures.begin(), sum.begin(), std::plus());
}

/// All figures but the tables: those that two parts share must not count twice.
void addFigures(PartStatistics &sum, const PartStatistics &part)
{
    sum.mappedBytes += part.mappedBytes;
    addEach(sum.mappedBytesByLevel, part.mappedBytesByLevel);
    addEach(sum.contiguousBytesByLevel, part.contiguousBytesByLevel);
    addEach(sum.bytesByLeaf, part.bytesByLeaf);
    addEach(sum.bytesByAccess, part.bytesByAccess);
    sum.wxBytes += part.wxBytes;
    sum.holes += part.holes;
    sum.invalidRows += part.invalidRows;
    sum.tlbEntries += part.tlbEntries;
    sum.tlbWithoutGroups += part.tlbWithoutGroups;
}

} // namespace

Statistics statisticsOf(const Snapshot &snapshot)
{
    Statistics statistics;
    Pass pass(snapshot);
    std::uint32_t done = 0;
    for (const Region &region : snapshot.regions()) {
        addFigures(statistics.total, pass.part({done, region.rows.begin}));
        statistics.regions.push_back(pass.part(region.rows));
        addFigures(statistics.total, statistics.regions.back());
        done = region.rows.end;
    }
    addFigures(statistics.total, pass.part({done, snapshot.extents().size()}));
    statistics.total.rows = {0, snapshot.extents().size()};
    statistics.total.tables = pass.tablesOfAllParts();
    statistics.mappedBytesByAttributes = pass.takeMappedBytesByAttributes();
    return statistics;
}

PartStatistics statisticsOfRows(const Snapshot &snapshot, RowRange rows)
{
    return Pass(snapshot).part(rows);
}

PartStatistics statisticsOfRange(const Snapshot &snapshot, AddrRange range)
{
    return Pass(snapshot).partInside(range);
}

std::uint64_t tlbEntries(const Snapshot &snapshot, RowIndex row)
{
    if (!snapshot.isMapped(row)) {
        return 0;
    }
    const AddrRange range = snapshot.extents().range(row);
    const ByteCount leaf = leafUnit(snapshot.geometry(), snapshot.extents().level(row), snapshot.attributesOf(row));
    return range.last.value / leaf.value - range.first.value / leaf.value + 1;
}

} // namespace ptscope
