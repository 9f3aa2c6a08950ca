// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "core/snapshot/row_text.h"
#include "core/stat/advice.h"
#include "views/inspector/entry_list.h"
#include "views/inspector/inspector_page.h"
#include "views/inspector/pages.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TablePage)
};

QString runsText(std::size_t runs)
{
    return runs == 1 ? Words::tr("1 run") : Words::tr("%1 runs").arg(countText(runs));
}

QString reasonText(const GroupAdvice &advice, const QString &group)
{
    const std::uint64_t aligned = advice.runs - advice.misaligned;
    QStringList reasons;
    if (advice.misaligned != 0) {
        const bool guards = advice.misaligned == advice.behindGuards;
        const QString count = countText(advice.misaligned);
        reasons.append(guards ? Words::tr("Without an aligned %1 inside, right behind a neighbour's guard page: %2.")
                                    .arg(group, count)
                              : Words::tr("Without an aligned %1 inside: %2.").arg(group, count));
    }
    if (aligned != 0) {
        reasons.append(
            Words::tr(
                "Possible by their addresses: %1. The text does not show whether the memory behind is contiguous.")
                .arg(countText(aligned)));
    }
    return reasons.join(QLatin1Char(' '));
}

void addGroupAdvice(InspectorPage &page, const Snapshot &snapshot, TableNode table)
{
    const GroupAdvice advice = groupAdviceFor(snapshot, table);
    if (advice.runs == 0) {
        return;
    }
    const QString group = QString::fromStdString(runSizeText(advice.group));
    const QString title = advice.runs == 1
        ? Words::tr("1 run of %1 and more carries no CON").arg(group)
        : Words::tr("%1 runs of %2 and more carry no CON").arg(countText(advice.runs), group);
    page.beginSection(Words::tr("Could it be better?"));
    page.addCard(title, reasonText(advice, group));
}

} // namespace

void fillTablePage(InspectorPage &page, const PageContext &context, const TableSubject &subject)
{
    const Snapshot &snapshot = *context.snapshot;
    const PageTableTree tree(snapshot);
    const TableNode below = tree.child(subject.table, subject.entry.firstIndex);
    const QString level = QString::fromLatin1(name(subject.table.level));
    page.addTitle(QStringLiteral("%1[%2]").arg(level, indexText(subject.entry.firstIndex)), Words::tr("table entry"),
                  true);
    page.addAddresses(subject.entry.range);

    auto *list = new EntryList(context.snapshot, below);
    const TableUse use = tree.use(below);
    page.addText(Words::tr("Points to a %1 table: %2 of %3 entries used, %4")
                     .arg(QString::fromLatin1(name(below.level)))
                     .arg(use.used())
                     .arg(use.entries)
                     .arg(runsText(list->runCount())));
    addSpan(page, context);
    addComparison(page, context, subject.entry.range);
    addAddressBits(page, snapshot, subject.entry.range.first, below.level, Words::tr("Address bits"));
    page.addHead(Words::tr("What stands in it"), runsText(list->runCount()));
    Navigator &navigator = context.navigator;
    QObject::connect(list, &EntryList::chosen, &navigator, [&navigator](AddrRange range) { navigator.reveal(range); });
    QObject::connect(list, &EntryList::hovered, &navigator, &Navigator::setHover);
    page.addWidget(list, list->plainText());
    addGroupAdvice(page, snapshot, below);
}

} // namespace ptscope
