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

struct Named {
    std::string name;
    PartStatistics figures;
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
        combineFigures(out[at->second].figures, statistics.regions[i], std::plus<std::uint64_t>());
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

} // namespace

ChartRegions chartRegions(const Snapshot &snapshot, const Statistics &statistics, std::size_t atMost)
{
    ChartRegions out;
    PartStatistics outside = statistics.total;
    std::vector<Named> mapped;
    std::size_t unnamed = 0;
    for (const Named &region : byName(snapshot, statistics)) {
        combineFigures(outside, region.figures, std::minus<std::uint64_t>());
        if (region.figures.mappedBytes != 0) {
            mapped.push_back(region);
        } else if (out.unmapped.size() < unmappedNamed) {
            out.unmapped.append(shortName(region.name));
        } else {
            ++unnamed;
        }
    }
    if (unnamed != 0) {
        out.unmapped.append(Words::tr("%1 more").arg(countText(unnamed)));
    }
    const bool outsideIsMapped = outside.mappedBytes != 0;
    const std::vector<bool> own = ownBars(mapped, atMost - (outsideIsMapped ? 1 : 0));
    ChartRegion others;
    std::size_t otherCount = 0;
    for (std::size_t i = 0; i < mapped.size(); ++i) {
        if (own[i]) {
            const std::string term = regionTerm(snapshot, mapped[i].name);
            out.regions.push_back({shortName(mapped[i].name), term, mapped[i].figures});
            others.term = bothTerms(others.term, "not " + term);
        } else {
            combineFigures(others.figures, mapped[i].figures, std::plus<std::uint64_t>());
            ++otherCount;
        }
    }
    if (otherCount != 0) {
        others.name = Words::tr("%1 others").arg(countText(otherCount));
        others.term = bothTerms(others.term, "region:*");
        out.regions.push_back(std::move(others));
    }
    if (outsideIsMapped) {
        const bool any = !snapshot.regions().empty();
        out.regions.push_back({any ? Words::tr("no region") : Words::tr("whole dump"),
                               any ? "not region:*" : std::string(), outside});
    }
    return out;
}

} // namespace ptscope
