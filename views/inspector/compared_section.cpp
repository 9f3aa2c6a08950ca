// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <numeric>

#include "core/diff/comparison.h"
#include "views/diff/change_cards.h"
#include "views/diff/change_sentences.h"
#include "views/inspector/inspector_page.h"
#include "views/inspector/pages.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

using Tone = InspectorPage::Tone;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ComparedSection)
};

/// More changes than that are told by their sums.
constexpr ChangeIndex cardsAtMost = 3;
constexpr std::size_t kindsAtMost = 4;

/// The same place in both dumps: regions may have moved between them.
struct PlaceInBoth {
    AddrRange before;
    AddrRange after;
};

PlaceInBoth placeInBoth(const Diff &diff, AddrRange range, bool frontIsAfter)
{
    return frontIsAfter ? PlaceInBoth{diff.alignment.placeBefore(range), range}
                        : PlaceInBoth{range, diff.alignment.placeAfter(range)};
}

std::uint64_t tablesOf(const PartStatistics &part)
{
    return std::accumulate(part.tables.begin(), part.tables.end(), std::uint64_t{0});
}

void addFigure(InspectorPage &page, const QString &name, const QString &before, const QString &after)
{
    page.addFact(name, after, before == after ? Words::tr("as before") : Words::tr("was %1").arg(before));
}

/// Of what is more than one run: how its figures went.
void addFigures(InspectorPage &page, const Diff &diff, const PlaceInBoth &place)
{
    const PartStatistics before = statisticsOfRange(*diff.before, place.before);
    const PartStatistics after = statisticsOfRange(*diff.after, place.after);
    addFigure(page, Words::tr("Mapped"), sumText(before.mappedBytes), sumText(after.mappedBytes));
    addFigure(page, Words::tr("Runs"), countColumnText(before.rows.count()), countColumnText(after.rows.count()));
    addFigure(page, Words::tr("Tables"), countColumnText(tablesOf(before)), countColumnText(tablesOf(after)));
    addFigure(page, Words::tr("TLB entries"), countColumnText(before.tlbEntries), countColumnText(after.tlbEntries));
}

/// What the changes are, the most frequent first; the Diff view shows each.
void addKinds(InspectorPage &page, const Diff &diff, ChangeTable::Span changes)
{
    std::map<QString, std::uint32_t> counts;
    for (ChangeIndex i = changes.begin; i < changes.end; ++i) {
        ++counts[kindTitle(diff.changes.kinds(i))];
    }
    std::vector<std::pair<std::uint32_t, QString>> order;
    for (const auto &[title, count] : counts) {
        order.emplace_back(count, title);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    for (std::size_t i = 0; i < std::min(order.size(), kindsAtMost); ++i) {
        page.addFact(order[i].second, countColumnText(order[i].first), Words::tr("changes; 6 shows each"));
    }
}

void addChange(InspectorPage &page, const Diff &diff, ChangeIndex index, AddrRange shown)
{
    Change change = diff.changes.at(index);
    const bool whole = shown.contains(change.range);
    change.range = intersection(change.range, shown);
    page.addHead(kindTitle(change.kinds), runSizeText(change.range.size().value));
    addChangeSides(page, diff, change);
    if (whole) {
        page.addText(meaningText(diff, index));
    }
}

} // namespace

void addComparison(InspectorPage &page, const PageContext &context, AddrRange range)
{
    const Comparison *comparison = context.comparison.get();
    const bool isAfter = comparison != nullptr && comparison->after == context.snapshot;
    if (comparison == nullptr || !comparison->diff || !(isAfter || comparison->before == context.snapshot)) {
        return;
    }
    const Diff &diff = *comparison->diff;
    const PlaceInBoth place = placeInBoth(diff, range, isAfter);
    const ChangeTable::Span changes = diff.changes.in(place.after);
    const ChangeIndex count = changes.empty() ? 0 : changes.end - changes.begin;
    page.beginSection(Words::tr("Before and after"), count == 0 ? Words::tr("the same")
                                                     : count == 1 ? Words::tr("1 change")
                                                                  : Words::tr("%1 changes").arg(countText(count)));
    if (count == 0) {
        page.addText(isAfter ? Words::tr("Mapped alike in A.") : Words::tr("Mapped alike in B."), Tone::Quiet);
    }
    const bool several = context.snapshot->extents().rowsIn(range).count() > 1;
    if (several || count > cardsAtMost) {
        addFigures(page, diff, place);
    }
    for (ChangeIndex i = changes.begin; count <= cardsAtMost && i < changes.end; ++i) {
        addChange(page, diff, i, place.after);
    }
    if (count > cardsAtMost) {
        addKinds(page, diff, changes);
    }
    if (place.before != place.after) {
        page.addText(isAfter ? Words::tr("Stood at %1 in A.").arg(addressLabel(place.before.first.value))
                             : Words::tr("Stands at %1 in B.").arg(addressLabel(place.after.first.value)),
                     Tone::Quiet);
    }
}

void addSpan(InspectorPage &page, const PageContext &context)
{
    if (!context.span) {
        return;
    }
    page.beginSection(Words::tr("From A to B"), context.span->distance);
    for (const auto &[name, value] : context.span->facts) {
        page.addFact(name, value);
    }
}

} // namespace ptscope
