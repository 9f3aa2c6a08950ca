// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hvo/stripes.h"

#include <algorithm>
#include <optional>

namespace ptscope {

namespace {

bool isTail(const Snapshot &snapshot, std::uint32_t row)
{
    return snapshot.isMapped({row}) && !snapshot.attributesOf({row}).writable();
}

bool isWritable(const Snapshot &snapshot, VirtAddr address)
{
    const auto row = snapshot.extents().find(address);
    return row && snapshot.isMapped(*row) && snapshot.attributesOf(*row).writable();
}

/// Read-only runs, rows that touch taken together.
std::vector<AddrRange> readOnlyRuns(const Snapshot &snapshot, RowRange rows)
{
    std::vector<AddrRange> out;
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        if (!isTail(snapshot, row)) {
            continue;
        }
        const AddrRange range = snapshot.extents().range({row});
        if (!out.empty() && out.back().last.value + 1 == range.first.value) {
            out.back().last = range.last;
        } else {
            out.push_back(range);
        }
    }
    return out;
}

class StripeFinder
{
public:
    explicit StripeFinder(const Snapshot &snapshot)
        : m_snapshot(snapshot), m_page(snapshot.geometry().pageSize()), m_sizes(hugePageSizes(snapshot.geometry()))
    { }

    Stripes find(const Region &region)
    {
        const auto runs = readOnlyRuns(m_snapshot, region.rows);
        m_out.layout = layoutOf(runs);
        for (const AddrRange &run : runs) {
            take(run);
        }
        joinWritableTails();
        m_out.splitTables = tablesOf();
        return std::move(m_out);
    }

private:
    const HugePageSize *sizeWithTail(std::uint64_t pages, unsigned kept) const
    {
        const auto found = std::find_if(m_sizes.begin(), m_sizes.end(), [&](const HugePageSize &s) {
            return s.eligible && s.vmemmapPages == pages + kept;
        });
        return found == m_sizes.end() ? nullptr : &*found;
    }

    /// The layout that explains more of the runs.
    HvoLayout layoutOf(const std::vector<AddrRange> &runs) const
    {
        const auto fitting = [&](unsigned kept) {
            return std::count_if(runs.begin(), runs.end(), [&](const AddrRange &run) {
                return sizeWithTail(run.size() / m_page, kept) != nullptr;
            });
        };
        return fitting(keptPages(HvoLayout::KeepsTwo)) > fitting(keptPages(HvoLayout::KeepsOne)) ? HvoLayout::KeepsTwo
                                                                                                 : HvoLayout::KeepsOne;
    }

    void take(AddrRange run)
    {
        const unsigned kept = keptPages(m_out.layout);
        const HugePageSize *size = sizeWithTail(run.size() / m_page, kept);
        if (size == nullptr || !mayBegin(*size, run.first - m_page * kept)) {
            m_out.breaks.push_back({kindOfLoneRun(run), run});
            return;
        }
        const AddrRange whole{run.first - m_page * kept, run.last};
        for (unsigned page = 0; page < kept; ++page) {
            if (!isWritable(m_snapshot, whole.first + m_page * page)) {
                m_out.breaks.push_back({StripeBreakKind::ReadOnlyHead, run});
                return;
            }
        }
        m_out.hugePages.push_back({whole, *size});
        count(*size, size->saved(kept, m_page));
    }

    /// A huge page is aligned to its size, so its vmemmap is too, as far as the start of vmemmap itself is aligned: 512K in
    /// every geometry (arch/arm64/include/asm/kernel-pgtable.h:ARM64_MEMSTART_ALIGN, 5.14 to 7.3).
    static bool mayBegin(const HugePageSize &size, VirtAddr head)
    {
        constexpr std::uint64_t startOfVmemmap = 512 * 1024;
        return head.value % std::min(size.vmemmap.value, startOfVmemmap) == 0;
    }

    StripeBreakKind kindOfLoneRun(AddrRange run) const
    {
        const auto smallest =
            std::find_if(m_sizes.begin(), m_sizes.end(), [](const HugePageSize &s) { return s.eligible; });
        return smallest != m_sizes.end() && mayBegin(*smallest, run.first) ? StripeBreakKind::ReadOnlyHead
                                                                           : StripeBreakKind::LoneStripe;
    }

    bool overlapsHugePage(AddrRange range) const
    {
        const auto after = std::upper_bound(
            m_out.hugePages.begin(), m_out.hugePages.end(), range.last,
            [](VirtAddr last, const HugePageVmemmap &huge) { return last < huge.range.first; });
        return after != m_out.hugePages.begin() && std::prev(after)->range.last >= range.first;
    }

    /// The breaks from `first` that lie in the huge page which the first of them begins, if most of its tail is read-only.
    std::size_t endOfTornTail(std::size_t first, const HugePageSize &size, AddrRange whole) const
    {
        const auto &breaks = m_out.breaks;
        std::uint64_t readOnly = 0;
        std::size_t end = first;
        while (end < breaks.size() && breaks[end].range.last <= whole.last) {
            readOnly += breaks[end++].range.size() / m_page;
        }
        const bool cut = end < breaks.size() && breaks[end].range.first <= whole.last;
        return cut || readOnly * 2 < size.vmemmapPages || overlapsHugePage(whole) ? first : end;
    }

    /// Runs that fit no size alone, but begin a huge page and fill most of it: pages in between were made writable.
    void joinWritableTails()
    {
        std::vector<StripeBreak> joined;
        const unsigned kept = keptPages(m_out.layout);
        for (std::size_t at = 0; at < m_out.breaks.size();) {
            std::size_t end = at;
            const VirtAddr head = m_out.breaks[at].range.first - m_page * kept;
            for (auto size = m_sizes.begin(); size != m_sizes.end() && end == at; ++size) {
                const AddrRange whole = AddrRange::fromSize(head, size->vmemmap);
                if (size->eligible && mayBegin(*size, head) && isWritable(m_snapshot, head)) {
                    end = endOfTornTail(at, *size, whole);
                    if (end != at) {
                        joined.push_back({StripeBreakKind::WritableTail, whole});
                    }
                }
            }
            if (end == at) {
                joined.push_back(m_out.breaks[end++]);
            }
            at = end;
        }
        m_out.breaks = std::move(joined);
    }

    void count(const HugePageSize &size, ByteCount saved)
    {
        auto at = std::find_if(m_out.counts.begin(), m_out.counts.end(),
                               [&](const StripeCount &c) { return c.size.size == size.size; });
        if (at == m_out.counts.end()) {
            m_out.counts.push_back({size, 0, {}});
            std::sort(m_out.counts.begin(), m_out.counts.end(),
                      [](const StripeCount &a, const StripeCount &b) { return a.size.size < b.size.size; });
            at = std::find_if(m_out.counts.begin(), m_out.counts.end(),
                              [&](const StripeCount &c) { return c.size.size == size.size; });
        }
        ++at->count;
        at->saved += saved;
        m_out.saved += saved;
    }

    /// With 4K pages vmemmap is mapped by blocks, and each that holds a stripe is split; with larger pages it never was
    /// (arch/arm64/mm/mmu.c:vmemmap_populate).
    std::uint64_t tablesOf() const
    {
        if (m_snapshot.geometry().granule() != Granule::Page4K) {
            return 0;
        }
        const unsigned shift = m_snapshot.geometry().shift(Level::Pmd);
        std::uint64_t tables = 0;
        std::uint64_t next = 0;
        for (const HugePageVmemmap &huge : m_out.hugePages) {
            const std::uint64_t first = std::max(huge.range.first.value >> shift, next);
            const std::uint64_t last = huge.range.last.value >> shift;
            tables += last >= first ? last - first + 1 : 0;
            next = std::max(next, last + 1);
        }
        return tables;
    }

    const Snapshot &m_snapshot;
    ByteCount m_page;
    std::vector<HugePageSize> m_sizes;
    Stripes m_out;
};

} // namespace

const Region *vmemmapOf(const Snapshot &snapshot)
{
    const auto &regions = snapshot.regions();
    const auto found =
        std::find_if(regions.begin(), regions.end(), [](const Region &r) { return r.name == "vmemmap" && r.range; });
    return found == regions.end() ? nullptr : &*found;
}

Stripes findStripes(const Snapshot &snapshot)
{
    const Region *region = vmemmapOf(snapshot);
    return region == nullptr ? Stripes{} : StripeFinder(snapshot).find(*region);
}

} // namespace ptscope
