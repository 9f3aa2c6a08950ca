// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chart_data.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

#include "core/query/class_terms.h"
#include "core/snapshot/row_text.h"
#include "views/charts/chart_filter.h"
#include "views/charts/chart_regions.h"
#include "views/common/class_names.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Charts)
};

constexpr std::array accessClasses{AccessClass::RwX, AccessClass::RwNx,   AccessClass::RoNx,
                                   AccessClass::RoX, AccessClass::Device, AccessClass::NonCacheable};

QString text(const std::string &words)
{
    return QString::fromStdString(words);
}

QString filterOf(const std::string &a, const std::string &b)
{
    return text(bothTerms(a, b));
}

template<class Class, std::size_t N>
std::uint64_t amountOf(const std::array<std::uint64_t, N> &figures, Class c)
{
    return figures[static_cast<std::size_t>(c)];
}

/// One bar for each region that maps anything; the others are named.
class SetMaker
{
public:
    explicit SetMaker(const Snapshot &snapshot)
        : m_snapshot(snapshot), m_statistics(statisticsOf(snapshot)),
          m_regions(chartRegions(snapshot, m_statistics, regionBarsAtMost)),
          m_leaves(mappedLeafClasses(snapshot.geometry()))
    {
        findLengths();
    }

    ChartFigure leafSizes() const;
    ChartFigure access() const;
    ChartFigure tlb() const;
    ChartFigure tables() const;
    ChartFigure runs(bool bytes) const;
    /// What finds the bar of a row.
    void giveKeys(ChartSet &set) const;

private:
    void findLengths();
    ChartFigure regionFigure(const QString &title, const QString &note) const;
    ChartBar runBar(const RunLengths::ByLeaf &counts, std::size_t bucket, bool bytes) const;

    const Snapshot &m_snapshot;
    Statistics m_statistics;
    ChartRegions m_regions;
    std::vector<LeafClass> m_leaves;
    RunLengths m_lengths;
    std::size_t m_firstLength = RunLengths::bucketCount;
    std::size_t m_lastLength = 0;
    std::size_t m_longest = 0;
};

ChartFigure SetMaker::regionFigure(const QString &title, const QString &note) const
{
    ChartFigure figure;
    figure.title = title;
    figure.note = note;
    return figure;
}

ChartFigure SetMaker::leafSizes() const
{
    ChartFigure figure = regionFigure(Words::tr("Leaf size by region"),
                                      Words::tr("How each region is mapped, in bytes"));
    figure.least = m_snapshot.geometry().pageSize().value;
    if (!m_regions.unmapped.isEmpty()) {
        figure.rest = Words::tr("nothing is mapped in %1").arg(m_regions.unmapped.join(QStringLiteral(", ")));
    }
    for (const ChartRegion &region : m_regions.regions) {
        ChartBar bar{region.name, {}, sumText(region.figures.mappedBytes), region.place};
        for (const LeafClass leaf : m_leaves) {
            if (const std::uint64_t bytes = amountOf(region.figures.bytesByLeaf, leaf)) {
                bar.parts.push_back({leaf, className(leaf, m_snapshot.geometry()), bytes,
                                     filterOf(region.term, classTerm(leaf, m_snapshot.geometry()))});
            }
        }
        figure.bars.push_back(std::move(bar));
    }
    return figure;
}

ChartFigure SetMaker::access() const
{
    ChartFigure figure =
        regionFigure(Words::tr("Permissions by region"), Words::tr("What the kernel may do there, in bytes"));
    figure.least = m_snapshot.geometry().pageSize().value;
    for (const ChartRegion &region : m_regions.regions) {
        ChartBar bar{region.name, {}, sumText(region.figures.mappedBytes), region.place};
        for (const AccessClass access : accessClasses) {
            if (const std::uint64_t bytes = amountOf(region.figures.bytesByAccess, access)) {
                bar.parts.push_back(
                    {access, className(access), bytes, filterOf(region.term, classTerm(access))});
            }
        }
        figure.bars.push_back(std::move(bar));
    }
    return figure;
}

ChartFigure SetMaker::tlb() const
{
    ChartFigure figure = regionFigure(Words::tr("TLB entries to cover each region"),
                                      Words::tr("One a leaf, one a contiguous group: a model. Framed: without groups. Scale by logarithm"));
    figure.unit = ChartUnit::TlbEntries;
    figure.stacking = ChartStacking::Totals;
    for (const ChartRegion &region : m_regions.regions) {
        const PartStatistics &figures = region.figures;
        const std::string valid = figures.invalidRows + figures.holes == 0 ? "" : "valid";
        ChartBar bar{region.name, {}, countText(figures.tlbEntries), region.place};
        bar.parts.push_back(
            {PlainFill::Solid, Words::tr("with groups"), figures.tlbEntries, filterOf(region.term, valid)});
        if (figures.tlbWithoutGroups > figures.tlbEntries) {
            bar.value = QStringLiteral("%1 / %2").arg(bar.value, countText(figures.tlbWithoutGroups));
            bar.parts.push_back({PlainFill::Open, Words::tr("more without groups"),
                                 figures.tlbWithoutGroups - figures.tlbEntries,
                                 filterOf(region.term, figures.invalidRows == 0 ? "con" : "con valid")});
        }
        figure.bars.push_back(std::move(bar));
    }
    return figure;
}

ChartFigure SetMaker::tables() const
{
    ChartFigure figure;
    figure.title = Words::tr("Table pages by level");
    figure.unit = ChartUnit::Tables;
    const std::uint64_t page = m_snapshot.geometry().pageSize().value;
    const TableCounts &counts = m_statistics.total.tables;
    const std::uint64_t all = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    figure.note = Words::tr("%1 tables, %2; scale by logarithm").arg(countText(all), sumText(all * page));
    if (!m_snapshot.tablesProven()) {
        figure.rest = Words::tr("an upper bound: KASAN's shared shadow tables print as leaves");
    }
    for (const Level level : allLevels) {
        if (const std::uint64_t count = counts[number(level)]) {
            const QString value =
                QStringLiteral("%1  %2").arg(countText(count), sumText(count * page).rightJustified(9));
            figure.bars.push_back({QString::fromLatin1(name(level)),
                                   {{PlainFill::Solid, Words::tr("tables"), count,
                                     text(std::string("level:") + name(level))}},
                                   value, number(level)});
        }
    }
    return figure;
}

ChartBar SetMaker::runBar(const RunLengths::ByLeaf &counts, std::size_t bucket, bool bytes) const
{
    const std::uint64_t from = std::uint64_t{1} << bucket;
    std::string sizes = "size>=" + runSizeText(ByteCount{from});
    if (bucket != m_longest && bucket + 1 < RunLengths::bucketCount) {
        sizes += " size<" + runSizeText(ByteCount{from * 2});
    }
    ChartBar bar{text(runSizeText(ByteCount{from})), {}, {}, bucket};
    for (const LeafClass leaf : m_leaves) {
        const RunCount &count = counts[static_cast<std::size_t>(leaf)];
        if (count.runs != 0) {
            bar.parts.push_back({leaf, className(leaf, m_snapshot.geometry()), bytes ? count.bytes : count.runs,
                                 filterOf(sizes, classTerm(leaf, m_snapshot.geometry()))});
        }
    }
    return bar;
}

/// Lengths between that do not occur keep their place: the axis is one of powers of two.
ChartFigure SetMaker::runs(bool bytes) const
{
    ChartFigure figure;
    figure.title = Words::tr("Run lengths");
    figure.unit = bytes ? ChartUnit::Bytes : ChartUnit::Runs;
    figure.least = bytes ? m_snapshot.geometry().pageSize().value : 1;
    figure.note = bytes ? Words::tr("Bytes in runs from this length to twice of it")
                        : Words::tr("How many runs are from this length to twice of it");
    for (std::size_t bucket = m_firstLength; bucket <= m_lastLength; ++bucket) {
        ChartBar bar = runBar(m_lengths.buckets[bucket], bucket, bytes);
        const RunCount total = m_lengths.total(bucket);
        bar.value = total.runs == 0 ? QString() : bytes ? sumText(total.bytes) : countText(total.runs);
        figure.bars.push_back(std::move(bar));
    }
    return figure;
}

/// What is longer than the last bar's length joins it.
void SetMaker::findLengths()
{
    m_lengths = runLengthsOf(m_snapshot, {0, m_snapshot.extents().size()});
    m_longest = std::min(m_snapshot.geometry().pageShift() + runBarsAtMost, RunLengths::bucketCount) - 1;
    for (std::size_t bucket = 0; bucket < RunLengths::bucketCount; ++bucket) {
        if (m_lengths.total(bucket).runs == 0) {
            continue;
        }
        m_firstLength = std::min({m_firstLength, bucket, m_longest});
        m_lastLength = std::min(bucket, m_longest);
        for (std::size_t leaf = 0; bucket > m_longest && leaf < leafClassCount; ++leaf) {
            m_lengths.buckets[m_longest][leaf].runs += std::exchange(m_lengths.buckets[bucket][leaf].runs, 0);
            m_lengths.buckets[m_longest][leaf].bytes += std::exchange(m_lengths.buckets[bucket][leaf].bytes, 0);
        }
    }
}

void SetMaker::giveKeys(ChartSet &set) const
{
    set.barOfRegion = m_regions.barOfRegion;
    set.barOutside = m_regions.barOutside;
    set.firstRunLength = m_firstLength;
    set.tables = m_statistics.total.tables;
}

} // namespace

std::uint64_t ChartBar::matching() const
{
    return std::accumulate(parts.begin(), parts.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const ChartPart &part) { return sum + part.matching; });
}

std::uint64_t ChartBar::total() const
{
    return std::accumulate(parts.begin(), parts.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const ChartPart &part) { return sum + part.amount; });
}

ChartSetPtr makeChartSet(SnapshotPtr snapshot)
{
    auto out = std::make_shared<ChartSet>();
    const SetMaker maker(*snapshot);
    out->figures = {maker.leafSizes(), maker.access(),    maker.tlb(),
                    maker.tables(),    maker.runs(false), maker.runs(true)};
    maker.giveKeys(*out);
    out->snapshot = std::move(snapshot);
    return out;
}

QString amountText(ChartUnit unit, std::uint64_t amount)
{
    switch (unit) {
    case ChartUnit::Bytes:
        return sumText(amount);
    case ChartUnit::Runs:
        return amount == 1 ? Words::tr("1 run") : Words::tr("%1 runs").arg(countText(amount));
    case ChartUnit::TlbEntries:
        return amount == 1 ? Words::tr("1 TLB entry") : Words::tr("%1 TLB entries").arg(countText(amount));
    case ChartUnit::Tables:
        return amount == 1 ? Words::tr("1 table") : Words::tr("%1 tables").arg(countText(amount));
    }
    return {};
}

QString partText(const ChartFigure &figure, std::size_t index, const ChartPart &part)
{
    const ChartBar &bar = figure.bars[index];
    const QString side = figure.sides == 1 ? QString() : index % 2 == 0 ? QStringLiteral(" A") : QStringLiteral(" B");
    QString out = QStringLiteral("%1: %2, %3").arg(bar.name + side, part.name, amountText(figure.unit, part.amount));
    const std::uint64_t total = bar.total();
    if (part.amount != total) {
        const double share = 100.0 * static_cast<double>(part.amount) / static_cast<double>(total);
        const QString percent = share < 0.1 ? Words::tr("below 0.1") : QString::number(share, 'f', share < 10 ? 1 : 0);
        out += Words::tr(" of %1 (%2 %)").arg(amountText(figure.unit, total), percent);
    }
    if (figure.filtered) {
        out += part.matching == part.amount ? Words::tr("; all of it matches")
            : part.matching == 0           ? Words::tr("; none of it matches")
                                           : Words::tr("; %1 match").arg(amountText(figure.unit, part.matching));
    }
    return out;
}

} // namespace ptscope
