// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stripes/stripe_source.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

#include "core/hvo/pool_agreement.h"
#include "core/hvo/stripe_gaps.h"
#include "core/owner/physical_map.h"
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
    if (source.snapshot == nullptr) {
        return out;
    }
    if (!source.hasVmemmap) {
        out.meaning = vmemmapOf(*source.snapshot) != nullptr ? tr("Nothing is mapped in the vmemmap of this dump")
                                                             : tr("This dump shows no vmemmap region");
        out.detail = tr("Stripes are what HVO leaves in the vmemmap: the struct pages of huge pages");
        return out;
    }
    out.meaning = tr("No huge page is optimised (HVO) in this dump");
    const QString blocks = source.blocks == 1 ? tr("one vmemmap block is whole") : tr("%1 vmemmap blocks are whole").arg(countText(source.blocks));
    out.detail = source.blocks != 0
        ? tr("%1; an optimised huge page would split its block and leave read-only tails").arg(blocks)
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

/// Between the parts of a raster at least one line of the widest raster is empty.
constexpr std::uint64_t pagesLeftOut = 2048;

void addClass(StripeSource &out, RowClass rowClass)
{
    const ShownClass shown = shownInStripes(rowClass);
    if (std::find(out.classes.begin(), out.classes.end(), shown) == out.classes.end()) {
        out.classes.push_back(shown);
    }
}

void addMapped(StripeSource &out, RowIndex row)
{
    const Snapshot &snapshot = *out.snapshot;
    const AddrRange range = snapshot.extents().range(row);
    const std::uint64_t far = pagesLeftOut * snapshot.geometry().pageSize().value;
    if (out.parts.empty() || range.first.value - out.parts.back().last.value > far) {
        out.parts.push_back(range);
    } else {
        out.parts.back().last = range.last;
    }
    const RowClass rowClass = snapshot.classOf(row);
    if (rowClass.leaf == LeafClass::Block) {
        out.blocks += range.size() / snapshot.geometry().span(Level::Pmd);
    }
    addClass(out, rowClass);
    out.mapped += range.size().value;
    ++out.runs;
}

void addRows(StripeSource &out, RowRange rows)
{
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        if (out.snapshot->isMapped({row})) {
            addMapped(out, {row});
        } else if (const RowClass rowClass = out.snapshot->classOf({row}); rowClass.leaf == LeafClass::Invalid) {
            addClass(out, rowClass);
        }
    }
    std::sort(out.classes.begin(), out.classes.end());
    if (!out.parts.empty()) {
        out.range = {out.parts.front().first, out.parts.back().last};
    }
}

void addStripes(StripeSource &out)
{
    out.stripes = findStripes(*out.snapshot);
    if (!out.stripes.counts.empty()) {
        out.fold = foldStripes(*out.snapshot, out.stripes.counts.front().size.vmemmapPages);
    }
    for (const AddrRange &gap : stripeGaps(*out.snapshot, out.stripes)) {
        out.marks.push_back({gap, std::nullopt});
    }
    if (!out.stripes.hugePages.empty()) {
        out.firstStripe = out.stripes.hugePages.front().range.first;
    }
    out.stripes.hugePages = {};
    for (const StripeBreak &found : out.stripes.breaks) {
        out.marks.push_back({found.range, found.kind});
    }
    std::stable_sort(out.marks.begin(), out.marks.end(),
                     [](const StripeMark &a, const StripeMark &b) { return a.range.first < b.range.first; });
}

std::uint64_t mappedBytes(const Snapshot &snapshot, RowRange rows)
{
    std::uint64_t bytes = 0;
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        bytes += snapshot.isMapped({row}) ? snapshot.extents().range({row}).size().value : 0;
    }
    return bytes;
}

RowRange allRows(const Snapshot &snapshot)
{
    return {0, static_cast<std::uint32_t>(snapshot.extents().size())};
}

/// Each row is looked at once, whether it lies in a region or between two.
std::vector<StripeChoice> choicesOf(const Snapshot &snapshot)
{
    constexpr std::size_t mostChoices = 200; // a hostile text names as many as it likes
    std::vector<StripeChoice> out;
    std::uint64_t whole = 0;
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < snapshot.regions().size(); ++i) {
        const Region &region = snapshot.regions()[i];
        whole += mappedBytes(snapshot, {next, region.rows.begin});
        const std::uint64_t bytes = mappedBytes(snapshot, region.rows);
        whole += region.rows.begin >= next ? bytes : 0;
        next = std::max(next, region.rows.end);
        if (bytes != 0 && out.size() < mostChoices) {
            out.push_back({i, QString::fromStdString(region.name), bytes});
        }
    }
    whole += mappedBytes(snapshot, {next, allRows(snapshot).end});
    if (whole != 0) {
        out.push_back({std::nullopt, tr("whole dump"), whole});
    }
    return out;
}

StripeVerdict plainRaster(const StripeSource &source)
{
    StripeVerdict out;
    out.pattern = source.name;
    out.meaning = tr("Every page of the range by what it permits, blocks by their size");
    out.detail = tr("the stripes of HVO are looked for in the vmemmap alone");
    out.saving = tr("%1 mapped").arg(sumText(source.mapped));
    out.balance = source.runs == 1 ? tr("in one run") : tr("in %1 runs").arg(countText(source.runs));
    return out;
}

} // namespace

ShownClass shownInStripes(RowClass rowClass)
{
    const bool bySize = rowClass.leaf == LeafClass::Block || rowClass.leaf == LeafClass::ContBlock
        || rowClass.leaf == LeafClass::Giant || rowClass.leaf == LeafClass::Invalid;
    // An alert is never hidden behind a size.
    return bySize && rowClass.access != AccessClass::RwX ? ShownClass(rowClass.leaf) : ShownClass(rowClass.access);
}

StripeSourcePtr makeStripeSource(SnapshotPtr snapshot, const QString &range)
{
    auto out = std::make_shared<StripeSource>();
    out->snapshot = std::move(snapshot);
    out->choices = choicesOf(*out->snapshot);
    const Region *vmemmap = vmemmapOf(*out->snapshot);
    const QString usual = vmemmap == nullptr ? QString() : QString::fromStdString(vmemmap->name);
    const auto chosen = std::find_if(out->choices.begin(), out->choices.end(),
                                     [&](const StripeChoice &choice) { return choice.name == range; });
    if (range != usual && chosen != out->choices.end()) {
        out->name = range;
        out->showsVmemmap = false;
        addRows(*out, chosen->region ? out->snapshot->regions()[*chosen->region].rows : allRows(*out->snapshot));
        return out;
    }
    if (vmemmap != nullptr) {
        out->name = usual;
        addRows(*out, vmemmap->rows);
    }
    out->hasVmemmap = !out->parts.empty();
    addStripes(*out);
    return out;
}

StripeVerdict verdictOf(const StripeSource &source)
{
    if (!source.showsVmemmap) {
        return plainRaster(source);
    }
    StripeVerdict out = source.stripes.counts.empty() ? nothingFound(source) : whatWasFound(source);
    if (source.snapshot != nullptr) {
        const std::vector<PoolCount> pools = poolCounts(*source.snapshot, source.stripes);
        out.pools = QString::fromStdString(poolText(pools));
        out.poolsAgree = poolsAgree(pools);
    }
    return out;
}

QString ramText(const Snapshot &snapshot, AddrRange range)
{
    constexpr qsizetype mostNames = 3;
    if (!snapshot.isExplained()) {
        return {};
    }
    const OwnerMap &owners = snapshot.owners();
    const auto first = owners.physicalOf({range.first, range.first});
    const auto last = owners.physicalOf({range.last, range.last});
    const auto base = linearBaseOf(snapshot);
    if (!first || !last || last->last < first->first) {
        return {};
    }
    const QString where = tr("RAM 0x%1-0x%2").arg(first->first.value, 0, 16).arg(last->last.value, 0, 16);
    QStringList names;
    if (base && base->phys <= first->first) {
        const AddrRange alias{base->virt + (first->first - base->phys), base->virt + (last->last - base->phys)};
        const auto [from, end] = owners.within(alias);
        for (std::uint32_t i = from; i < end && names.size() < mostNames; ++i) {
            const QString name = QString::fromStdString(owners.owner(owners.entry(i).owner).name);
            if (!name.isEmpty() && name != QLatin1String("System RAM") && !names.contains(name)) {
                names.append(name);
            }
        }
    }
    return names.isEmpty() ? where : tr("%1 (%2)").arg(where, names.join(QStringLiteral(", ")));
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
        : count == 1  ? tr("1 huge page not optimised")
                      : tr("%1 huge pages not optimised").arg(countText(count));
}

} // namespace ptscope
