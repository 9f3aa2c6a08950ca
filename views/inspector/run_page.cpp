// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "core/snapshot/row_text.h"
#include "core/stat/advice.h"
#include "views/common/class_names.h"
#include "views/inspector/address_bits.h"
#include "views/inspector/inspector_page.h"
#include "views/inspector/pages.h"
#include "views/inspector/walk_step.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

using Tone = InspectorPage::Tone;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(RunPage)
};

QString sizeText(ByteCount size)
{
    return QString::fromStdString(runSizeText(size));
}

QString pagesText(const Snapshot &snapshot, ByteCount size)
{
    const std::uint64_t pages = size / snapshot.geometry().pageSize();
    return pages == 1 ? Words::tr("1 page") : Words::tr("%1 pages").arg(countText(pages));
}

/// "64K contiguous, ro x"; a screen of hex is read by what it is, not by where it is.
QString titleOf(const Snapshot &snapshot, RowIndex row)
{
    const RowClass rowClass = snapshot.classOf(row);
    if (rowClass.leaf == LeafClass::Hole) {
        return Words::tr("Hole");
    }
    if (rowClass.leaf == LeafClass::Invalid) {
        return Words::tr("Invalid entries");
    }
    return className(rowClass.leaf, snapshot.geometry()) + QStringLiteral(", ") + className(rowClass.access);
}

/// "912 pages · vmalloc() · dump line 26".
QString sizeRemark(const Snapshot &snapshot, RowIndex row, AddrRange shown)
{
    QStringList parts{pagesText(snapshot, shown.size())};
    const AddrRange whole = snapshot.extents().range(row);
    if (shown != whole) {
        parts.append(Words::tr("of a run of %1").arg(sizeText(whole.size())));
    }
    if (const Region *region = snapshot.regionOf(row)) {
        parts.append(QString::fromStdString(region->name));
    }
    if (const std::uint32_t line = snapshot.extents().line(row); line != 0) {
        parts.append(Words::tr("dump line %1").arg(line));
    }
    return parts.join(QStringLiteral(" · "));
}

void addWalk(InspectorPage &page, const PageContext &context, VirtAddr address)
{
    const PageTableTree tree(*context.snapshot);
    const auto steps = tree.walk(address);
    if (steps.empty()) {
        return;
    }
    addAddressBits(page, *context.snapshot, address, steps.back().table.level,
                   Words::tr("Address bits of the first byte"));
    const int levels = static_cast<int>(steps.size());
    page.addHead(Words::tr("Walk"), levels == 1 ? Words::tr("1 level") : Words::tr("%1 levels").arg(levels));
    for (int depth = 0; depth < levels; ++depth) {
        const PageTableTree::Step &step = steps[static_cast<std::size_t>(depth)];
        auto *box = new WalkStep(*context.snapshot, tree, step, depth, depth + 1 == levels);
        QObject::connect(box, &QAbstractButton::clicked, &context.navigator,
                         [&navigator = context.navigator, range = step.entry.range] { navigator.reveal(range); });
        page.addWidget(box, box->indexWords() + QStringLiteral(": ") + box->note());
    }
}

void addAttributes(InspectorPage &page, const Snapshot &snapshot, RowIndex row)
{
    page.beginSection(Words::tr("Attributes"));
    const Attributes &attributes = snapshot.attributesOf(row);
    for (const Explanation &line :
         explain(snapshot.dialect(), snapshot.geometry(), snapshot.extents().level(row), attributes)) {
        page.addExplanation(line);
    }
    if (attributes.writableAndExecutable()) {
        page.addCard(Words::tr("Writable and executable"),
                     Words::tr("The kernel may write here and run what it wrote: W^X is broken."), Tone::Bad);
    }
}

void addMakers(InspectorPage &page, const Snapshot &snapshot, RowIndex row)
{
    const Region *region = snapshot.regionOf(row);
    const auto makers = makersOfInvalidEntries(region == nullptr ? std::string_view() : region->name);
    if (makers.empty()) {
        return;
    }
    page.beginSection(Words::tr("Who makes such entries here"));
    for (const std::string_view maker : makers) {
        page.addText(QString::fromUtf8(maker.data(), static_cast<qsizetype>(maker.size())));
    }
}

QString tablesRemark(const RowCost &cost)
{
    const QString level = QString::fromLatin1(name(cost.level));
    const QString bytes = sumText(cost.tableBytes.value);
    return cost.tables == 1 ? Words::tr("in 1 %1 table, %2").arg(level, bytes)
                            : Words::tr("in %1 %2 tables, %3").arg(countText(cost.tables), level, bytes);
}

void addCost(InspectorPage &page, const Snapshot &snapshot, RowIndex row)
{
    const RowCost cost = costOf(snapshot, row);
    page.beginSection(Words::tr("Cost"));
    page.addFact(Words::tr("Page-table entries"), countColumnText(cost.entries), tablesRemark(cost), Tone::Value,
                 Words::tr("Neighbours may share the first and the last table"));
    if (!snapshot.isMapped(row)) {
        return;
    }
    const bool grouped = cost.tlbEntries != cost.tlbWithoutGroups;
    page.addFact(
        Words::tr("TLB entries"), countColumnText(cost.tlbEntries),
        grouped ? Words::tr("%1 if CON is ignored").arg(countText(cost.tlbWithoutGroups)) : Words::tr("one a leaf"),
        Tone::Value,
        Words::tr("A model, not a measurement: one entry per leaf, one per contiguous group.\nHardware may hold fewer, "
                  "or ignore the Contiguous bit."));
    const Advice advice = adviceFor(snapshot, row);
    page.addCard(Words::tr("Could it be better?"), QString::fromStdString(adviceText(snapshot, row, advice)));
}

/// The level of a hole tells which table is missing (reference/ptdump-formats.md, 3.5).
void addHoleMeaning(InspectorPage &page, const Snapshot &snapshot, RowIndex row)
{
    const Level level = snapshot.geometry().canonical(snapshot.extents().level(row));
    page.beginSection(Words::tr("What the level says"));
    const QString own = QString::fromLatin1(name(level));
    if (level == Level::Pte) {
        page.addText(Words::tr("PTE tables stand here, and these entries of them are empty."));
        return;
    }
    const QString below = QString::fromLatin1(name(snapshot.geometry().below(level)));
    page.addText(Words::tr("The %1 entries themselves are empty: there is no %2 table here.").arg(own, below));
}

} // namespace

void addAddressBits(InspectorPage &page, const Snapshot &snapshot, VirtAddr address, Level last, const QString &head)
{
    page.beginSection(head);
    auto *bits = new AddressBits;
    bits->setAddress(address, bitFieldsOf(snapshot.geometry(), address, last));
    page.addWidget(bits, bits->toolTip());
}

void fillRunPage(InspectorPage &page, const PageContext &context, RowIndex row, AddrRange selection)
{
    const Snapshot &snapshot = *context.snapshot;
    page.addTitle(titleOf(snapshot, row),
                  Words::tr("run %1 of %2").arg(countText(row.value + 1U), countText(snapshot.extents().size())));
    page.addAddresses(selection);
    page.addSize(sizeText(selection.size()), sizeRemark(snapshot, row, selection));
    addSpan(page, context);
    addComparison(page, context, selection);
    addWalk(page, context, selection.first);
    if (snapshot.extents().attributes(row).isHole()) {
        addHoleMeaning(page, snapshot, row);
        addCost(page, snapshot, row);
        return;
    }
    addAttributes(page, snapshot, row);
    addOwner(page, context, selection);
    if (!snapshot.attributesOf(row).valid()) {
        addMakers(page, snapshot, row);
    }
    addCost(page, snapshot, row);
}

} // namespace ptscope
