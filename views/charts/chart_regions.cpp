// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chart_regions.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>

#include "views/charts/chart_filter.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Charts)
};

constexpr qsizetype unmappedNamed = 6;
constexpr qsizetype longestName = 24;

template<class Figures, class Combine>
void combineEach(Figures &a, const Figures &b, Combine combine)
{
    std::transform(a.begin(), a.end(), b.begin(), a.begin(), combine);
}

/// The figures that charts show; tables are not among them, since neighbours share some.
template<class Combine>
void combineFigures(PartStatistics &a, const PartStatistics &b, Combine combine)
{
    a.mappedBytes = combine(a.mappedBytes, b.mappedBytes);
    a.holes = combine(a.holes, b.holes);
    a.invalidRows = combine(a.invalidRows, b.invalidRows);
    a.tlbEntries = combine(a.tlbEntries, b.tlbEntries);
    a.tlbWithoutGroups = combine(a.tlbWithoutGroups, b.tlbWithoutGroups);
    combineEach(a.bytesByLeaf, b.bytesByLeaf, combine);
    combineEach(a.bytesByAccess, b.bytesByAccess, combine);
}

QString shortName(const std::string &name)
{
    const QString full = QString::fromStdString(name);
    return full.size() <= longestName ? full : full.left(longestName - 1) + QChar(0x2026);
}

constexpr std::uint64_t placeOfRest = ~std::uint64_t{0};

struct Named {
    std::string name;
    PartStatistics figures;
    std::uint64_t place = placeOfRest;
    std::vector<std::size_t> members = {}; ///< regions of the snapshot
};

/// Regions of one name are one: the filter language knows them by it.
std::vector<Named> byName(const Snapshot &snapshot, const Statistics &statistics)
{
    std::vector<Named> out;
    std::map<std::string, std::size_t> known;
    for (std::size_t i = 0; i < snapshot.regions().size(); ++i) {
        const auto [at, isNew] = known.try_emplace(snapshot.regions()[i].name, out.size());
        if (isNew) {
            out.push_back({at->first, {}});
        }
        Named &named = out[at->second];
        combineFigures(named.figures, statistics.regions[i], std::plus<std::uint64_t>());
        named.members.push_back(i);
        if (const auto &range = snapshot.regions()[i].range) {
            named.place = std::min(named.place, range->first.value);
        }
    }
    return out;
}

/// Which regions get a bar of their own: all, or the largest and one bar less.
std::vector<bool> ownBars(const std::vector<Named> &regions, std::size_t atMost)
{
    std::vector<bool> own(regions.size(), regions.size() <= atMost);
    if (regions.size() > atMost) {
        std::vector<std::size_t> order(regions.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&regions](std::size_t a, std::size_t b) {
            return regions[a].figures.mappedBytes > regions[b].figures.mappedBytes;
        });
        for (std::size_t i = 0; i + 1 < atMost; ++i) {
            own[order[i]] = true;
        }
    }
    return own;
}

/// Collects the bars and remembers which regions each stands for.
class RegionBars
{
public:
    explicit RegionBars(const Snapshot &snapshot) : m_snapshot(snapshot)
    {
        m_out.barOfRegion.assign(snapshot.regions().size(), ~std::size_t{0});
    }

    void addOwn(const Named &region)
    {
        const std::string term = regionTerm(m_snapshot, region.name);
        place(region, m_out.regions.size());
        m_out.regions.push_back({shortName(region.name), term, region.figures, region.place});
        m_others.term = bothTerms(m_others.term, "not " + term);
    }
    void addToOthers(const Named &region)
    {
        combineFigures(m_others.figures, region.figures, std::plus<std::uint64_t>());
        m_joined.push_back(&region);
    }
    void addUnmapped(const Named &region)
    {
        m_out.unmapped.size() < unmappedNamed ? m_out.unmapped.append(shortName(region.name)) : void(++m_unnamed);
    }
    void finishOthers()
    {
        if (m_unnamed != 0) {
            m_out.unmapped.append(Words::tr("%1 more").arg(countText(m_unnamed)));
        }
        if (!m_joined.empty()) {
            m_others.name = Words::tr("%1 others").arg(countText(m_joined.size()));
            m_others.term = bothTerms(m_others.term, "region:*");
            m_others.place = placeOfRest - 1;
            for (const Named *region : m_joined) {
                place(*region, m_out.regions.size());
            }
            m_out.regions.push_back(std::move(m_others));
        }
    }
    void addOutside(const PartStatistics &figures)
    {
        const bool any = !m_snapshot.regions().empty();
        m_out.barOutside = m_out.regions.size();
        m_out.regions.push_back({any ? Words::tr("no region") : Words::tr("whole dump"),
                                 any ? "not region:*" : std::string(), figures, placeOfRest});
    }
    ChartRegions take() { return std::move(m_out); }

private:
    void place(const Named &region, std::size_t bar)
    {
        for (const std::size_t member : region.members) {
            m_out.barOfRegion[member] = bar;
        }
    }

    const Snapshot &m_snapshot;
    ChartRegions m_out;
    ChartRegion m_others;
    std::vector<const Named *> m_joined;
    std::size_t m_unnamed = 0;
};

} // namespace

ChartRegions chartRegions(const Snapshot &snapshot, const Statistics &statistics, std::size_t atMost)
{
    RegionBars bars(snapshot);
    PartStatistics outside = statistics.total;
    std::vector<Named> mapped;
    for (const Named &region : byName(snapshot, statistics)) {
        combineFigures(outside, region.figures, std::minus<std::uint64_t>());
        region.figures.mappedBytes != 0 ? mapped.push_back(region) : bars.addUnmapped(region);
    }
    const bool outsideIsMapped = outside.mappedBytes != 0;
    const std::vector<bool> own = ownBars(mapped, atMost - (outsideIsMapped ? 1 : 0));
    for (std::size_t i = 0; i < mapped.size(); ++i) {
        own[i] ? bars.addOwn(mapped[i]) : bars.addToOthers(mapped[i]);
    }
    bars.finishOthers();
    if (outsideIsMapped) {
        bars.addOutside(outside);
    }
    return bars.take();
}

} // namespace ptscope
