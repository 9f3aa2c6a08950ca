// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chart_matches.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <bit>

#include "core/paging/classify.h"
#include "core/stat/table_count.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Charts)
};

constexpr std::size_t fillCount = leafClassCount + accessClassCount + 2;

std::size_t indexOf(const ChartFill &fill)
{
    if (const auto *leaf = std::get_if<LeafClass>(&fill)) {
        return static_cast<std::size_t>(*leaf);
    }
    if (const auto *access = std::get_if<AccessClass>(&fill)) {
        return leafClassCount + static_cast<std::size_t>(*access);
    }
    return leafClassCount + accessClassCount + static_cast<std::size_t>(std::get<PlainFill>(fill));
}

/// Sums for the parts of one figure, by bar and fill.
class PartSums
{
public:
    explicit PartSums(std::size_t bars) : m_sums(bars) {}

    void add(std::size_t bar, const ChartFill &fill, std::uint64_t amount)
    {
        if (bar < m_sums.size()) {
            m_sums[bar][indexOf(fill)] += amount;
        }
    }
    std::uint64_t of(std::size_t bar, const ChartFill &fill) const { return m_sums[bar][indexOf(fill)]; }

private:
    std::vector<std::array<std::uint64_t, fillCount>> m_sums;
};

class MatchSums
{
public:
    explicit MatchSums(const ChartSet &set) : m_set(set), m_snapshot(*set.snapshot), m_tables(set.snapshot->geometry())
    {
        for (const ChartFigure &figure : set.figures) {
            m_sums.emplace_back(figure.bars.size());
        }
    }

    void add(RowIndex row);
    /// Once, behind the last row.
    void addTables(bool anyRow);
    const PartSums &sumsOf(ChartId id) const { return m_sums[static_cast<std::size_t>(id)]; }

private:
    void addRun(LeafClass leaf, std::uint64_t bytes);
    void addToRegion(RowIndex row, Level entry);
    PartSums &of(ChartId id) { return m_sums[static_cast<std::size_t>(id)]; }

    const ChartSet &m_set;
    const Snapshot &m_snapshot;
    TableCounter m_tables;
    std::vector<PartSums> m_sums;
};

void MatchSums::addRun(LeafClass leaf, std::uint64_t bytes)
{
    const std::size_t bucket = static_cast<std::size_t>(std::bit_width(bytes)) - 1;
    const std::size_t bars = m_set.of(ChartId::RunCounts).bars.size();
    const std::size_t bar = std::min(bucket - std::min(bucket, m_set.firstRunLength), bars - 1);
    of(ChartId::RunCounts).add(bar, leaf, 1);
    of(ChartId::RunBytes).add(bar, leaf, bytes);
}

void MatchSums::addToRegion(RowIndex row, Level entry)
{
    const Region *region = m_snapshot.regionOf(row);
    const std::size_t bar = region == nullptr
        ? m_set.barOutside
        : m_set.barOfRegion[static_cast<std::size_t>(region - m_snapshot.regions().data())];
    const RowClass shown = m_snapshot.classOf(row);
    const AddrRange range = m_snapshot.extents().range(row);
    of(ChartId::LeafSizes).add(bar, shown.leaf, range.size().value);
    of(ChartId::Access).add(bar, shown.access, range.size().value);
    const unsigned shift = m_snapshot.geometry().shift(entry);
    const std::uint64_t groups = tlbEntries(m_snapshot, row);
    const std::uint64_t entries = (range.last.value >> shift) - (range.first.value >> shift) + 1;
    of(ChartId::Tlb).add(bar, PlainFill::Solid, groups);
    of(ChartId::Tlb).add(bar, PlainFill::Open, entries - std::min(entries, groups));
}

void MatchSums::add(RowIndex row)
{
    const ExtentTable &extents = m_snapshot.extents();
    const Level entry = entryLevel(m_snapshot.geometry(), extents.level(row), m_snapshot.attributesOf(row));
    m_tables.add(entry, extents.range(row));
    if (m_snapshot.isMapped(row)) {
        addRun(m_snapshot.classOf(row).leaf, extents.range(row).size().value);
        addToRegion(row, entry);
    }
}

void MatchSums::addTables(bool anyRow)
{
    std::size_t bar = 0;
    for (const Level level : allLevels) {
        // A level without tables has no bar.
        if (bar < m_set.of(ChartId::Tables).bars.size() && m_set.tables[number(level)] != 0) {
            of(ChartId::Tables).add(bar++, PlainFill::Solid, anyRow ? m_tables.counts()[number(level)] : 0);
        }
    }
}

QString shortAmount(ChartUnit unit, std::uint64_t amount)
{
    return unit == ChartUnit::Bytes ? sumText(amount) : countText(amount);
}

QString shareText(ChartUnit unit, std::uint64_t matching, std::uint64_t total)
{
    return total == 0 ? QString() : Words::tr("%1 of %2").arg(shortAmount(unit, matching), shortAmount(unit, total));
}

} // namespace

ChartSetPtr withMatches(const ChartSet &set, const RowSet &matches)
{
    if (matches.rows() != set.snapshot->extents().size()) {
        return std::make_shared<ChartSet>(set);
    }
    MatchSums sums(set);
    bool anyRow = false;
    matches.forEach([&](RowIndex row) {
        sums.add(row);
        anyRow = true;
    });
    sums.addTables(anyRow);
    auto out = std::make_shared<ChartSet>(set);
    for (std::size_t id = 0; id < chartCount; ++id) {
        ChartFigure &figure = out->figures[id];
        figure.filtered = true;
        for (std::size_t bar = 0; bar < figure.bars.size(); ++bar) {
            for (ChartPart &part : figure.bars[bar].parts) {
                part.matching = sums.sumsOf(static_cast<ChartId>(id)).of(bar, part.fill);
            }
            figure.bars[bar].value = shareText(figure.unit, figure.bars[bar].matching(), figure.bars[bar].total());
        }
    }
    return out;
}

} // namespace ptscope
