// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/diff_panel.h"

#include <QLabel>

#include "core/diff/change_words.h"
#include "core/diff/churn.h"
#include "views/diff/change_cards.h"
#include "views/diff/change_sentences.h"
#include "views/diff/ledger.h"
#include "views/diff/mark_legend.h"
#include "views/inspector/inspector_page.h"
#include "views/look/numbers.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

using Tone = InspectorPage::Tone;

constexpr int leastWidth = 280;

} // namespace

DiffPanel::DiffPanel(QWidget *parent) : QScrollArea(parent)
{
    setAccessibleName(tr("Difference"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setMinimumWidth(scaled(leastWidth));
    connect(&ThemeNotifier::instance(), &ThemeNotifier::themeChanged, this, &DiffPanel::refresh);
    refresh();
}

void DiffPanel::setSource(DiffSourcePtr source)
{
    m_source = std::move(source);
    m_change.reset();
    refresh();
}

void DiffPanel::setChurn(ChurnShow churn)
{
    m_churn = churn;
    refresh();
}

void DiffPanel::setChange(std::optional<ChangeIndex> change, int number, int count)
{
    m_change = change;
    m_number = number;
    m_count = count;
    refresh();
}

QString DiffPanel::plainText() const
{
    return m_page->plainText();
}

void DiffPanel::refresh()
{
    auto *page = new InspectorPage;
    if (m_source == nullptr) {
        page->addText(tr("Compare two dumps: what changed is explained here."), Tone::Quiet);
    } else {
        addChange(*page);
        addLedger(*page);
        addMarks(*page);
    }
    page->finish();
    if (QWidget *old = takeWidget()) {
        old->hide();
        old->deleteLater();
    }
    m_page = page;
    setWidget(page);
}

void DiffPanel::addChange(InspectorPage &page) const
{
    const Diff &diff = m_source->diff();
    if (!m_change || *m_change >= diff.changes.size()) {
        page.addTitle(tr("No change is selected"), {});
        page.addText(diff.changes.empty() ? tr("Both dumps map the same.")
                                          : tr("n and N step through the changes; a click on the picture chooses one."));
        return;
    }
    const Change change = diff.changes.at(*m_change);
    const QString title = kindTitle(change.kinds);
    const QString number = tr("change %1 of %2").arg(m_number).arg(m_count);
    page.addWidget(new MarkTitle(markFor(leadingKind(change.kinds)), title, number),
                   QStringLiteral("%1    %2").arg(title, number));
    page.addAddresses(change.range);
    const QString region = QString::fromStdString(regionNameOf(diff, *m_change));
    page.addSize(runSizeText(change.range.size().value), region.isEmpty() ? tr("between regions") : region);
    addChangeSides(page, diff, change);
    page.addText(meaningText(diff, *m_change));
    if (change.shift != 0) {
        page.addText(tr("Stood at %1 before.").arg(addressLabel(change.rangeBefore().first.value)),
                     Tone::Quiet);
    }
    if (change.churn) {
        page.addText(QString::fromStdString(churnRule(diff)), Tone::Quiet);
    }
}

void DiffPanel::addLedger(InspectorPage &page) const
{
    const Diff &diff = m_source->diff();
    page.beginSection(tr("Ledger, whole kernel"));
    const auto lines = ledgerLines(diff);
    page.addWidget(new Ledger(lines), ledgerText(lines));
    if (const std::uint32_t churn = diff.churnCount()) {
        page.addText(tr("of these, churn: %1, %2")
                         .arg(churn == 1 ? tr("1 change") : tr("%1 changes").arg(countText(churn)),
                              sumDeltaText(churnBytes(diff.changes))),
                     Tone::Quiet);
    }
    if (!diff.alignment.moved.empty()) {
        page.beginSection(tr("Moved regions"), tr("compared where they stand now"));
        for (const MovedPart &part : diff.alignment.moved) {
            Alignment one;
            one.moved.push_back(part);
            page.addText(movedRegionsText(one));
        }
    }
    if (const std::string areas = movedAreasText(diff.alignment); !areas.empty()) {
        page.beginSection(tr("Moved areas"));
        page.addText(QString::fromStdString(areas));
    }
}

void DiffPanel::addMarks(InspectorPage &page) const
{
    const ChangeCounts &all = m_source->tally().all();
    std::array<std::uint64_t, changeMarkCount> counts{};
    for (std::size_t i = 0; i < changeKindCount; ++i) {
        const auto mark = static_cast<std::size_t>(markFor(static_cast<ChangeKind>(i)));
        counts[mark] += all.meaning[i] + (m_churn == ChurnShow::Hidden ? 0 : all.churn[i]);
    }
    page.beginSection(tr("Marks"), tr("need no colour"));
    page.addWidget(new MarkLegend(counts));
}

} // namespace ptscope
