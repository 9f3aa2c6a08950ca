// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hvo/stripes.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace ptscope {

namespace {

enum class PageKind : std::uint8_t { Other, Writable, ReadOnly };

/// What rows are to HVO. It depends on their attributes alone, so each different set is asked once.
class PageKinds
{
public:
    explicit PageKinds(const Snapshot &snapshot) : m_extents(snapshot.extents()), m_kinds(snapshot.attributes().size())
    {
        for (std::size_t i = 1; i < m_kinds.size(); ++i) {
            const Attributes &attributes = snapshot.attributes().at({static_cast<std::uint16_t>(i)});
            m_kinds[i] = !attributes.valid() ? PageKind::Other
                : attributes.writable()      ? PageKind::Writable
                                             : PageKind::ReadOnly;
        }
    }

    PageKind of(std::uint32_t row) const { return m_kinds[m_extents.attributes({row}).value]; }

    /// `row` lies close behind `address`: what stands there is looked for backwards first.
    bool isWritable(VirtAddr address, std::uint32_t row) const
    {
        constexpr std::uint32_t near = 4;
        for (std::uint32_t back = 1; back <= std::min(near, row); ++back) {
            if (m_extents.range({row - back}).contains(address)) {
                return of(row - back) == PageKind::Writable;
            }
        }
        const auto found = m_extents.find(address);
        return found && of(found->value) == PageKind::Writable;
    }

private:
    const ExtentTable &m_extents;
    std::vector<PageKind> m_kinds;
};

/// Read-only rows that touch, taken together.
struct Run {
    AddrRange range;
    std::uint32_t row = 0; ///< the first of them
};

class StripeFinder
{
public:
    StripeFinder(const Snapshot &snapshot, StripeDetail detail, HvoLayout layout)
        : m_snapshot(snapshot), m_detail(detail), m_kinds(snapshot), m_page(snapshot.geometry().pageSize()),
          m_pageShift(snapshot.geometry().pageShift()), m_sizes(hugePageSizes(snapshot.geometry())),
          m_counts(m_sizes.size())
    {
        m_out.layout = layout;
    }

    void find(const Region &region)
    {
        forEachRun(region.rows, [this](const Run &run) { take(run); });
        joinWritableTails();
        for (std::size_t i = 0; i < m_sizes.size(); ++i) {
            if (m_counts[i] != 0) {
                const ByteCount saved = m_sizes[i].saved(keptPages(m_out.layout), m_page) * m_counts[i];
                m_out.counts.push_back({m_sizes[i], m_counts[i], saved});
                m_out.saved += saved;
            }
        }
    }
    Stripes takeResult() { return std::move(m_out); }
    /// Runs whose length is that of a tail in this layout, and in the other one.
    std::uint64_t fitting() const { return m_fitting; }
    std::uint64_t fittingOther() const { return m_fittingOther; }

private:
    /// A break and what stands around it, so that joining breaks needs no list of huge pages.
    struct Found {
        StripeBreak stripeBreak;
        std::uint32_t row = 0;
        VirtAddr hugeBefore;      ///< last address of the nearest huge page; 0: none
        VirtAddr hugeBehind = {}; ///< first address of the next one; 0: none
    };

    template<class Visit>
    void forEachRun(RowRange rows, Visit visit) const
    {
        std::optional<Run> open;
        for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
            if (m_kinds.of(row) != PageKind::ReadOnly) {
                continue;
            }
            const AddrRange range = m_snapshot.extents().range({row});
            if (open && open->range.last.value + 1 == range.first.value) {
                open->range.last = range.last;
                continue;
            }
            if (open) {
                visit(*open);
            }
            open = Run{range, row};
        }
        if (open) {
            visit(*open);
        }
    }

    std::uint64_t pagesOf(AddrRange range) const { return range.size().value >> m_pageShift; }

    const HugePageSize *sizeWithTail(std::uint64_t pages, unsigned kept) const
    {
        for (const HugePageSize &size : m_sizes) {
            if (size.eligible && size.vmemmapPages == pages + kept) {
                return &size;
            }
        }
        return nullptr;
    }

    void take(const Run &run)
    {
        const unsigned kept = keptPages(m_out.layout);
        const unsigned other = keptPages(HvoLayout::KeepsOne) + keptPages(HvoLayout::KeepsTwo) - kept;
        const std::uint64_t pages = pagesOf(run.range);
        const HugePageSize *size = sizeWithTail(pages, kept);
        m_fitting += size != nullptr ? 1U : 0U;
        m_fittingOther += size == nullptr && sizeWithTail(pages, other) != nullptr ? 1U : 0U;
        if (size == nullptr || !mayBegin(*size, run.range.first - m_page * kept)) {
            addBreak(kindOfLoneRun(run.range), run);
            return;
        }
        const AddrRange whole{run.range.first - m_page * kept, run.range.last};
        for (unsigned page = 0; page < kept; ++page) {
            if (!m_kinds.isWritable(whole.first + m_page * page, run.row)) {
                addBreak(StripeBreakKind::ReadOnlyHead, run);
                return;
            }
        }
        addHugePage(whole, *size);
    }

    void addBreak(StripeBreakKind kind, const Run &run) { m_breaks.push_back({{kind, run.range}, run.row, m_lastHuge}); }

    void addHugePage(AddrRange whole, const HugePageSize &size)
    {
        ++m_counts[static_cast<std::size_t>(&size - m_sizes.data())];
        for (; m_breaksBefore < m_breaks.size(); ++m_breaksBefore) {
            m_breaks[m_breaksBefore].hugeBehind = whole.first;
        }
        m_lastHuge = whole.last;
        countTables(whole);
        if (m_detail == StripeDetail::All) {
            m_out.hugePages.push_back({whole, size});
        }
    }

    /// A huge page is aligned to its size, so its vmemmap is too, as far as the start of vmemmap itself is aligned: 512K in
    /// every geometry (arch/arm64/include/asm/kernel-pgtable.h:ARM64_MEMSTART_ALIGN, 5.14 to 7.3).
    static bool mayBegin(const HugePageSize &size, VirtAddr head)
    {
        constexpr ByteCount startOfVmemmap{512 * 1024};
        return head.isAligned(std::min(size.vmemmap, startOfVmemmap));
    }

    StripeBreakKind kindOfLoneRun(AddrRange run) const
    {
        const auto smallest =
            std::find_if(m_sizes.begin(), m_sizes.end(), [](const HugePageSize &s) { return s.eligible; });
        return smallest != m_sizes.end() && mayBegin(*smallest, run.first) ? StripeBreakKind::ReadOnlyHead
                                                                           : StripeBreakKind::LoneStripe;
    }

    /// The breaks from `first` that lie in the huge page which the first of them begins, if most of its tail is read-only.
    std::size_t endOfTornTail(std::size_t first, const HugePageSize &size, AddrRange whole) const
    {
        std::uint64_t readOnly = 0;
        std::size_t end = first;
        while (end < m_breaks.size() && m_breaks[end].stripeBreak.range.last <= whole.last) {
            readOnly += pagesOf(m_breaks[end++].stripeBreak.range);
        }
        const bool cut = end < m_breaks.size() && m_breaks[end].stripeBreak.range.first <= whole.last;
        const auto [before, behind] = std::pair(m_breaks[first].hugeBefore, m_breaks[first].hugeBehind);
        const bool overlaps = (before.value != 0 && before >= whole.first) || (behind.value != 0 && behind <= whole.last);
        return cut || readOnly * 2 < size.vmemmapPages || overlaps ? first : end;
    }

    /// Runs that fit no size alone, but begin a huge page and fill most of it: pages in between were made writable.
    void joinWritableTails()
    {
        const unsigned kept = keptPages(m_out.layout);
        for (std::size_t at = 0; at < m_breaks.size();) {
            std::size_t end = at;
            const VirtAddr head = m_breaks[at].stripeBreak.range.first - m_page * kept;
            const bool writableHead = m_kinds.isWritable(head, m_breaks[at].row);
            for (auto size = m_sizes.begin(); writableHead && size != m_sizes.end() && end == at; ++size) {
                const AddrRange whole = AddrRange::fromSize(head, size->vmemmap);
                if (size->eligible && mayBegin(*size, head)) {
                    end = endOfTornTail(at, *size, whole);
                    if (end != at) {
                        m_out.breaks.push_back({StripeBreakKind::WritableTail, whole});
                    }
                }
            }
            if (end == at) {
                m_out.breaks.push_back(m_breaks[end++].stripeBreak);
            }
            at = end;
        }
    }

    /// With 4K pages vmemmap is mapped by blocks, and each that holds a stripe is split; with larger pages it never was
    /// (arch/arm64/mm/mmu.c:vmemmap_populate).
    void countTables(AddrRange whole)
    {
        if (m_snapshot.geometry().granule() != Granule::Page4K) {
            return;
        }
        const unsigned shift = m_snapshot.geometry().shift(Level::Pmd);
        const std::uint64_t first = std::max(whole.first.value >> shift, m_nextTable);
        const std::uint64_t last = whole.last.value >> shift;
        m_out.splitTables += last >= first ? last - first + 1 : 0;
        m_nextTable = std::max(m_nextTable, last + 1);
    }

    const Snapshot &m_snapshot;
    StripeDetail m_detail;
    PageKinds m_kinds;
    ByteCount m_page;
    unsigned m_pageShift;
    std::vector<HugePageSize> m_sizes;
    std::vector<std::uint64_t> m_counts; ///< by number in m_sizes
    std::uint64_t m_fitting = 0;
    std::uint64_t m_fittingOther = 0;
    std::vector<Found> m_breaks;
    std::size_t m_breaksBefore = 0; ///< breaks that know the huge page behind them
    VirtAddr m_lastHuge;
    std::uint64_t m_nextTable = 0;
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

Stripes findStripes(const Snapshot &snapshot, StripeDetail detail)
{
    const Region *region = vmemmapOf(snapshot);
    if (region == nullptr) {
        return {};
    }
    StripeFinder today(snapshot, detail, HvoLayout::KeepsOne);
    today.find(*region);
    if (today.fittingOther() <= today.fitting()) {
        return today.takeResult();
    }
    // The layout that explains more of the runs: that of the first kernels.
    StripeFinder old(snapshot, detail, HvoLayout::KeepsTwo);
    old.find(*region);
    return old.takeResult();
}

} // namespace ptscope
