// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/change_cards.h"

#include "core/diff/change_words.h"
#include "views/diff/change_sentences.h"
#include "views/diff/side_card.h"
#include "views/inspector/inspector_page.h"

namespace ptscope {

namespace {

void addSide(InspectorPage &page, const Snapshot &snapshot, Mapping mapping, const QString &letter, ByteCount size)
{
    const QString leaves = leavesText(snapshot, mapping, size);
    const QString words = QString::fromStdString(mappingText(snapshot.attributes(), mapping));
    page.addWidget(new SideCard(letter, snapshot.classes().at(mapping.level, mapping.attributes), leaves, words),
                   QStringLiteral("%1  %2  %3").arg(letter, leaves, words));
}

} // namespace

void addChangeSides(InspectorPage &page, const Diff &diff, const Change &change)
{
    addSide(page, *diff.before, change.before, QStringLiteral("A"), change.range.size());
    addSide(page, *diff.after, change.after, QStringLiteral("B"), change.range.size());
}

} // namespace ptscope
