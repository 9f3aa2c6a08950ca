// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/vmalloc_huge.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "core/simulate/freed_tables.h"
#include "core/simulate/ioremap_huge.h"
#include "core/simulate/parameters.h"
#include "core/simulate/snapshot_edit.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

constexpr std::uint64_t pagePointerBytes = 8;

const Region *vmallocRegionOf(const Snapshot &snapshot)
{
    const auto &regions = snapshot.regions();
    const auto found = std::find_if(regions.begin(), regions.end(),
                                    [](const Region &r) { return r.range && r.name.starts_with("vmalloc"); });
    return found == regions.end() ? nullptr : &*found;
}

/// The arrays of page pointers that vmalloc allocates for its own large areas ("vpages"). They come from the same caller but
/// never ask for huge pages (mm/vmalloc.c:__vmalloc_area_node). Of several areas of the right size the highest is taken: the array
/// is allocated after its area.
std::set<std::size_t> pageArrays(const std::vector<VmallocArea> &areas, ByteCount page)
{
    std::set<std::size_t> arrays;
    for (const VmallocArea &owner : areas) {
        if (!owner.vmalloc || !owner.pageArrayIsVmalloc) {
            continue;
        }
        const std::uint64_t pages = (owner.pages * pagePointerBytes + page.value - 1) / page.value;
        std::size_t best = areas.size();
        for (std::size_t i = 0; i < areas.size(); ++i) {
            const bool fits =
                areas[i].vmalloc && areas[i].pages == pages && areas[i].caller == owner.caller && !arrays.contains(i);
            if (fits && (best == areas.size() || areas[best].first < areas[i].first)) {
                best = i;
            }
        }
        if (best != areas.size()) {
            arrays.insert(best);
        }
    }
    return arrays;
}

constexpr std::uint64_t roundUp(std::uint64_t value, std::uint64_t to)
{
    return (value + to - 1) / to * to;
}

std::uint64_t pteTables(const Snapshot &snapshot)
{
    return countTables(snapshot, {0, snapshot.extents().size()})[static_cast<std::size_t>(Level::Pte)];
}

class VmallocPlanner
{
public:
    VmallocPlanner(const Snapshot &snapshot, const VmallocInfo &info, const VmallocHugeRequest &request,
                   const Region &region)
        : m_snapshot(snapshot), m_geometry(snapshot.geometry()), m_info(info), m_request(request), m_region(region),
          m_edit(snapshot)
    { }

    VmallocHugeResult run()
    {
        forecastAll();
        takeUsedPlaces();
        for (AreaForecast &forecast : m_out.areas) {
            place(forecast);
        }
        paint();
        if (m_request.ioremap) {
            m_out.ioremaps = remapIoAreas(m_snapshot, m_info, *m_request.ioremap, m_edit);
        }
        finish();
        countWhatStaysPages();
        return std::move(m_out);
    }

private:
    /// The guard page is part of the size that vmallocinfo prints, except where there is none (percpu, VM_NO_GUARD): there the last
    /// page is mapped.
    ByteCount requestedOf(const VmallocArea &area) const
    {
        const ByteCount page = m_geometry.pageSize();
        if (area.pages != 0) {
            return {std::min(area.pages * page.value, area.size.value)};
        }
        const bool guarded = area.size > page && !attributesAt({area.range().last.value});
        return guarded ? area.size - page : area.size;
    }

    void forecastAll()
    {
        const std::set<std::size_t> arrays = pageArrays(m_info.areas, m_geometry.pageSize());
        for (std::size_t i = 0; i < m_info.areas.size(); ++i) {
            const VmallocArea &area = m_info.areas[i];
            if (!area.vmalloc || area.unpurged) {
                continue;
            }
            AreaForecast forecast{
                area, !arrays.contains(i) && m_request.asksForHuge(area), requestedOf(area), {}, Level::Pte, false, {},
                false};
            decide(forecast);
            m_out.areas.push_back(std::move(forecast));
        }
        std::sort(m_out.areas.begin(), m_out.areas.end(),
                  [](const AreaForecast &a, const AreaForecast &b) { return a.area.first < b.area.first; });
    }

    void decide(AreaForecast &forecast) const
    {
        const std::uint64_t bytes = forecast.requested.value;
        const std::uint64_t block = m_geometry.span(Level::Pmd).value;
        const std::uint64_t group = m_geometry.contiguousSpan(Level::Pte).value;
        forecast.mapped = {roundUp(bytes, m_geometry.pageSize().value)};
        if (!forecast.asksForHuge || m_request.leaves == VmallocLeaves::Pages) {
            return;
        }
        if (m_request.leaves == VmallocLeaves::GroupsAndBlocks && bytes >= block) {
            forecast.level = m_geometry.canonical(Level::Pmd);
            forecast.mapped = {roundUp(bytes, block)};
        } else if (group != 0 && bytes >= group) {
            forecast.contiguous = true;
            forecast.mapped = {roundUp(bytes, group)};
        }
    }

    ByteCount alignmentOf(const AreaForecast &forecast) const
    {
        return forecast.level != Level::Pte ? m_geometry.span(Level::Pmd)
            : forecast.contiguous           ? m_geometry.contiguousSpan(Level::Pte)
                                            : m_geometry.pageSize();
    }

    /// What stays where it is: areas that are no vmalloc memory, and vmalloc areas that fit in place.
    void takeUsedPlaces()
    {
        for (const VmallocArea &area : m_info.areas) {
            if (!area.vmalloc && !area.unpurged) {
                m_used.push_back(area.range());
            }
        }
        for (const AreaForecast &forecast : m_out.areas) {
            m_used.push_back(forecast.area.range());
        }
        std::sort(m_used.begin(), m_used.end(),
                  [](const AddrRange &a, const AddrRange &b) { return a.first < b.first; });
    }

    bool isFree(AddrRange range) const
    {
        const auto next = std::lower_bound(m_used.begin(), m_used.end(), range.first,
                                           [](const AddrRange &used, VirtAddr at) { return used.last < at; });
        return next == m_used.end() || range.last < next->first;
    }

    void use(AddrRange range)
    {
        m_used.insert(std::lower_bound(m_used.begin(), m_used.end(), range,
                                       [](const AddrRange &a, const AddrRange &b) { return a.first < b.first; }),
                      range);
    }

    void release(AddrRange range) { m_used.erase(std::remove(m_used.begin(), m_used.end(), range), m_used.end()); }

    /// In place, if it is aligned and what it needs beyond its old size is free; else the lowest place that is.
    void place(AreaForecast &forecast)
    {
        const AddrRange old = forecast.area.range();
        forecast.place = AddrRange::fromSize(old.first, forecast.mapped);
        const ByteCount align = alignmentOf(forecast);
        const ByteCount whole = forecast.mapped + m_geometry.pageSize();
        if (align == m_geometry.pageSize()) {
            return;
        }
        release(old);
        AddrRange wanted = AddrRange::fromSize(old.first, whole);
        if (!old.first.isAligned(align) || !isFree(wanted)) {
            const auto found = firstFit(align, whole);
            if (!found) {
                use(old);
                forecast.level = Level::Pte;
                forecast.contiguous = false;
                forecast.mapped = {roundUp(forecast.requested.value, m_geometry.pageSize().value)};
                forecast.place = AddrRange::fromSize(old.first, forecast.mapped);
                return;
            }
            wanted = *found;
            forecast.moved = true;
        }
        use(wanted);
        forecast.place = AddrRange::fromSize(wanted.first, forecast.mapped);
    }

    std::optional<AddrRange> firstFit(ByteCount align, ByteCount whole) const
    {
        std::uint64_t at = roundUp(m_region.range->first.value, align.value);
        for (const AddrRange &used : m_used) {
            if (used.last.value < at) {
                continue;
            }
            if (used.first.value > at && used.first.value - at >= whole.value) {
                break;
            }
            at = roundUp(used.last.value + 1, align.value);
        }
        const AddrRange found = AddrRange::fromSize({at}, whole);
        return at >= m_region.range->first.value && found.last <= m_region.range->last && found.first <= found.last
            ? std::optional(found)
            : std::nullopt;
    }

    std::optional<Attributes> attributesAt(VirtAddr address) const
    {
        const auto row = m_snapshot.extents().find(address);
        return row && m_snapshot.isMapped(*row) ? std::optional(m_snapshot.attributesOf(*row)) : std::nullopt;
    }

    /// Areas of pages stay as the dump shows them: parts may be unmapped (percpu), or of other attributes.
    bool isPainted(const AreaForecast &forecast) const
    {
        const auto attributes = attributesAt(forecast.area.first);
        return attributes
            && (alignmentOf(forecast) != m_geometry.pageSize() || attributes->has(Attr::Block) || attributes->contiguous());
    }

    /// A kernel that maps an area elsewhere from the start has no tables where the dump shows it.
    void paint()
    {
        std::vector<AddrRange> gone;
        std::vector<AddrRange> taken;
        for (const AreaForecast &forecast : m_out.areas) {
            if (isPainted(forecast)) {
                gone.push_back(AddrRange::fromSize(forecast.area.first, forecast.requested));
                taken.push_back(forecast.place);
            }
        }
        std::sort(taken.begin(), taken.end(), [](const AddrRange &a, const AddrRange &b) { return a.first < b.first; });
        unmapWithTables(m_snapshot, gone, taken, m_edit);
        for (const AreaForecast &forecast : m_out.areas) {
            if (isPainted(forecast)) {
                Attributes attributes = *attributesAt(forecast.area.first);
                attributes.set(Attr::Contiguous, forecast.contiguous);
                attributes.set(Attr::Block, forecast.level != Level::Pte);
                m_edit.set(forecast.place, forecast.level, m_edit.idOf(attributes));
            }
        }
    }

    void finish()
    {
        SimulationLedger &ledger = m_out.simulation.ledger;
        std::uint64_t asking = 0;
        std::uint64_t moved = 0;
        for (const AreaForecast &forecast : m_out.areas) {
            asking += forecast.asksForHuge ? 1 : 0;
            moved += forecast.moved ? 1 : 0;
            ledger.memorySpent +=
                forecast.mapped - ByteCount{roundUp(forecast.requested.value, m_geometry.pageSize().value)};
        }
        ledger.steps.push_back(
            fmt::format("{} vmalloc areas, {} of them ask for huge mappings", m_out.areas.size(), asking));
        const auto countWhere = [this](auto is) { return std::count_if(m_out.areas.begin(), m_out.areas.end(), is); };
        const auto blocks = countWhere([](const AreaForecast &f) { return f.level != Level::Pte; });
        const auto groups = countWhere([](const AreaForecast &f) { return f.contiguous; });
        ledger.steps.push_back(fmt::format("{} areas mapped by blocks, {} by contiguous groups, {} by pages", blocks, groups,
                                           static_cast<std::ptrdiff_t>(m_out.areas.size()) - blocks - groups));
        ledger.steps.push_back(fmt::format("{} mapped beyond what was asked for (rounding up to whole leaves)",
                                           runSizeText(ledger.memorySpent)));
        if (moved != 0) {
            ledger.assumptions.push_back(fmt::format("{} areas do not fit in place: put first fit, a guess", moved));
        }
        if (!m_out.ioremaps.empty()) {
            ledger.steps.push_back(fmt::format("{} ioremap areas mapped {}", m_out.ioremaps.size(),
                                               *m_request.ioremap == VmallocLeaves::Pages ? "by pages (nohugeiomap)"
                                                                                         : "by the largest leaves that fit"));
        }
        m_out.simulation.snapshot =
            m_edit.build(m_request.leaves == VmallocLeaves::Pages ? "huge vmalloc off" : "huge vmalloc");
        const std::uint64_t before = pteTables(m_snapshot);
        const std::uint64_t after = pteTables(*m_out.simulation.snapshot);
        if (before != after) {
            ledger.steps.push_back(after < before ? fmt::format("{} PTE tables fewer", before - after)
                                                  : fmt::format("{} PTE tables more", after - before));
        }
        ledger.assumptions.push_back("memory was available in whole leaves, and no table stood in the way");
        closeLedger(ledger, m_snapshot, *m_out.simulation.snapshot);
    }

    /// Areas by pages may be mapped in part (percpu) or, freed between the two reads, not at all: as the dump shows.
    void countWhatStaysPages()
    {
        for (AreaForecast &forecast : m_out.areas) {
            if (forecast.level == Level::Pte && !forecast.contiguous) {
                forecast.mapped = {statisticsOfRange(*m_out.simulation.snapshot, forecast.place).mappedBytes};
            }
        }
    }

    const Snapshot &m_snapshot;
    const PagingGeometry &m_geometry;
    const VmallocInfo &m_info;
    const VmallocHugeRequest &m_request;
    const Region &m_region;
    SnapshotEdit m_edit;
    std::vector<AddrRange> m_used;
    VmallocHugeResult m_out;
};

} // namespace

std::optional<VmallocLeaves> vmallocLeavesOf(const std::string &release)
{
    const auto version = versionNumber(release);
    if (!version) {
        return std::nullopt;
    }
    return *version >= 618 ? VmallocLeaves::GroupsAndBlocks
        : *version >= 616  ? VmallocLeaves::Groups
                          : VmallocLeaves::Pages;
}

Result<VmallocHugeResult> simulateVmallocHuge(const Snapshot &snapshot, const VmallocInfo &info,
                                              const VmallocHugeRequest &request)
{
    const Region *region = vmallocRegionOf(snapshot);
    if (region == nullptr) {
        return fail(ErrorCode::NothingFound, "vmalloc area", "the dump shows no vmalloc area");
    }
    if (info.hashed) {
        return fail(ErrorCode::AddressesHidden, "vmallocinfo", "its addresses are hashed; boot with no_hash_pointers");
    }
    return VmallocPlanner(snapshot, info, request, *region).run();
}

} // namespace ptscope
