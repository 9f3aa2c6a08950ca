// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stripes/stripe_source.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

#include "core/hvo/pool_agreement.h"
#include "core/hvo/stripe_gaps.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("StripesView", text);
}

QString patternOf(const StripeCount &count, unsigned kept)
{
    return QStringLiteral("%1 RW + %2 ro × %3")
        .arg(kept)
        .arg(count.size.vmemmapPages - kept)
        .arg(countText(count.count));
}

StripeVerdict nothingFound(const StripeSource &source)
{
    StripeVerdict out;
    out.pattern = tr("No stripes");
    if (!source.hasVmemmap) {
        out.meaning = tr("This dump shows no vmemmap region");
        out.detail = tr("Stripes are what HVO leaves in the vmemmap: the struct pages of huge pages");
        return out;
    }
    out.meaning = tr("No huge page is optimised (HVO) in this dump");
    out.detail = source.blocks != 0
        ? tr("%1 of vmemmap blocks are whole; an optimised huge page would split its block and leave read-only tails")
              .arg(countText(source.blocks))
        : tr("all of the vmemmap is writable; an optimised huge page would leave read-only tails");
    return out;
}

StripeVerdict whatWasFound(const StripeSource &source)
{
    const Stripes &stripes = source.stripes;
    const unsigned kept = keptPages(stripes.layout);
    StripeVerdict out;
    QStringList patterns;
    QStringList sizes;
    for (const StripeCount &count : stripes.counts) {
        patterns.append(patternOf(count, kept));
        sizes.append(runSizeText(count.size.size.value));
    }
    out.pattern = patterns.join(QStringLiteral("   "));
    out.meaning = tr("Vmemmap of %1 huge pages, optimised (HVO)").arg(sizes.join(tr(" and ")));
    const StripeCount &first = stripes.counts.front();
    out.detail = tr("period %1 pages = %2 of struct pages = one %3 huge page")
                     .arg(first.size.vmemmapPages)
                     .arg(runSizeText(first.size.vmemmap.value), runSizeText(first.size.size.value));
    const std::uint64_t tables = stripes.splitTables * source.snapshot->geometry().pageSize().value;
    out.saving = tr("saves %1").arg(sumText(stripes.saved.value));
    out.balance = stripes.splitTables == 0
        ? tr("no table was split for it")
        : tr("%1 freed − %2 for %3 PTE tables = %4 net")
              .arg(runSizeText(stripes.saved.value), runSizeText(tables))
              .arg(countText(stripes.splitTables),
                   sumDeltaText(static_cast<std::int64_t>(stripes.saved.value - tables)));
    return out;
}

} // namespace

StripeSourcePtr makeStripeSource(SnapshotPtr snapshot)
{
    auto out = std::make_shared<StripeSource>();
    out->snapshot = std::move(snapshot);
    const Region *region = vmemmapOf(*out->snapshot);
    bool any = false;
    for (std::uint32_t row = region == nullptr ? 0 : region->rows.begin; region != nullptr && row < region->rows.end;
         ++row) {
        if (!out->snapshot->isMapped({row})) {
            continue;
        }
        const AddrRange range = out->snapshot->extents().range({row});
        out->range = any ? AddrRange{out->range.first, range.last} : range;
        any = true;
        if (out->snapshot->classOf({row}).leaf == LeafClass::Block) {
            out->blocks += range.size() / out->snapshot->geometry().span(Level::Pmd);
        }
    }
    out->hasVmemmap = any;
    out->stripes = findStripes(*out->snapshot);
    if (!out->stripes.counts.empty()) {
        out->fold = foldStripes(*out->snapshot, out->stripes.counts.front().size.vmemmapPages);
    }
    for (const AddrRange &gap : stripeGaps(*out->snapshot, out->stripes)) {
        out->marks.push_back({gap, std::nullopt});
    }
    if (!out->stripes.hugePages.empty()) {
        out->firstStripe = out->stripes.hugePages.front().range.first;
    }
    out->stripes.hugePages = {};
    for (const StripeBreak &found : out->stripes.breaks) {
        out->marks.push_back({found.range, found.kind});
    }
    std::stable_sort(out->marks.begin(), out->marks.end(),
                     [](const StripeMark &a, const StripeMark &b) { return a.range.first < b.range.first; });
    return out;
}

StripeVerdict verdictOf(const StripeSource &source)
{
    StripeVerdict out = source.stripes.counts.empty() ? nothingFound(source) : whatWasFound(source);
    if (source.snapshot != nullptr) {
        const std::vector<PoolCount> pools = poolCounts(*source.snapshot, source.stripes);
        out.pools = QString::fromStdString(poolText(pools));
        out.poolsAgree = poolsAgree(pools);
    }
    return out;
}

QString markText(const StripeSource &source, const StripeMark &mark)
{
    if (mark.kind == StripeBreakKind::LoneStripe) {
        return tr("lone stripe: read-only, the tail of no huge page");
    }
    if (mark.kind == StripeBreakKind::ReadOnlyHead) {
        return tr("read-only head: the first page of a huge page must stay writable");
    }
    if (mark.kind == StripeBreakKind::WritableTail) {
        return tr("writable tail: a write would hit the page that all tails share");
    }
    const std::uint64_t group = source.stripes.counts.empty() ? 0 : source.stripes.counts.front().size.vmemmap.value;
    const std::uint64_t count = group == 0 ? 0 : mark.range.size().value / group;
    return count == 0 ? tr("writable")
        : count == 1  ? tr("writable: 1 huge page is not optimised here")
                      : tr("writable: %1 huge pages are not optimised here").arg(countText(count));
}

} // namespace ptscope
