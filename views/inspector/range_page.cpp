// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "core/stat/statistics.h"
#include "views/common/class_names.h"
#include "views/inspector/inspector_page.h"
#include "views/inspector/pages.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

using Tone = InspectorPage::Tone;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(RangePage)
};

void addRights(InspectorPage &page, const PartStatistics &part)
{
    page.beginSection(Words::tr("Permission"));
    for (std::size_t i = 1; i < accessClassCount; ++i) {
        const auto access = static_cast<AccessClass>(i);
        const std::uint64_t bytes = part.bytesByAccess[i];
        if (access == AccessClass::RwX) {
            page.addFact(className(access), bytes == 0 ? Words::tr("none") : sumText(bytes),
                         bytes == 0 ? QString() : Words::tr("W^X is broken"), bytes == 0 ? Tone::Good : Tone::Bad);
        } else if (bytes != 0) {
            page.addFact(className(access), sumText(bytes));
        }
    }
}

} // namespace

void addTables(InspectorPage &page, const Snapshot &snapshot, const PartStatistics &part)
{
    page.beginSection(Words::tr("Tables"),
                      snapshot.tablesProven() ? QString() : Words::tr("at most: KASAN shares some"));
    std::uint64_t all = 0;
    for (const Level level : allLevels) {
        const std::uint64_t tables = part.tables[number(level)];
        all += tables;
        if (tables != 0) {
            page.addFact(Words::tr("%1 tables").arg(QString::fromLatin1(name(level))), countColumnText(tables),
                         sumText(tables * snapshot.geometry().pageSize().value));
        }
    }
    page.addFact(Words::tr("together"), countColumnText(all), sumText(all * snapshot.geometry().pageSize().value));
    page.addFact(Words::tr("TLB entries"), countColumnText(part.tlbEntries), Words::tr("to cover all at once"),
                 Tone::Value, Words::tr("A model, not a measurement: one entry per leaf, one per contiguous group."));
}

void addMapped(InspectorPage &page, const Snapshot &snapshot, const PartStatistics &part)
{
    page.beginSection(Words::tr("Mapped"), sumText(part.mappedBytes));
    page.addShares(part, snapshot.geometry());
    page.addFact(Words::tr("holes"), countColumnText(part.holes));
    if (part.invalidRows != 0) {
        const std::uint64_t bytes = part.bytesByLeaf[static_cast<std::size_t>(LeafClass::Invalid)];
        page.addFact(Words::tr("invalid (F) runs"), countColumnText(part.invalidRows), sumText(bytes));
    }
    addRights(page, part);
}

void fillRangePage(InspectorPage &page, const PageContext &context, const RangeSubject &subject, AddrRange selection)
{
    const Snapshot &snapshot = *context.snapshot;
    if (subject.rows.empty()) {
        page.addTitle(Words::tr("Not in the text"), {});
        page.addAddresses(selection);
        page.addText(Words::tr(
            "No line of the dump speaks of this range: this kernel prints no holes, or the text is an extract."));
        return;
    }
    const QString runs = Words::tr("%1 runs").arg(countText(subject.rows.count()));
    if (subject.region) {
        page.addTitle(QString::fromStdString(snapshot.regions()[*subject.region].name), Words::tr("region"));
    } else {
        page.addTitle(runs, Words::tr("of %1").arg(countText(snapshot.extents().size())));
    }
    page.addAddresses(selection);
    page.addSize(sumText(selection.size().value), subject.region ? runs : Words::tr("selected"));
    addSpan(page, context);
    addComparison(page, context, selection);
    const PartStatistics part = statisticsOfRange(snapshot, selection);
    addMapped(page, snapshot, part);
    addTables(page, snapshot, part);
}

} // namespace ptscope
