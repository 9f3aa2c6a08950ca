// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/simulate/kept_pages.h"
#include "app/gui/simulate/simulate_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QShowEvent>

#include <utility>

#include "app/gui/simulate/agreement_card.h"
#include "app/gui/simulate/plan_form.h"
#include "app/gui/simulate/predicted_changes.h"
#include "app/gui/simulate/ledger_view.h"
#include "app/gui/simulate/simulation_form.h"
#include "app/gui/simulate/size_offers.h"
#include "app/text/diagnostic_text.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

QString sentenceOf(const Error &error)
{
    const ErrorText text = errorText(error);
    const QString what = QString::fromStdString(error.detail.empty() ? text.what : error.detail);
    return what.isEmpty() ? what : what.at(0).toUpper() + what.mid(1);
}

} // namespace

void SimulatePanel::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    followDocument();
}

void SimulatePanel::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    if (!event->spontaneous()) { // the window that is only minimised comes back as it was
        discard();
    }
}

const SimulationEntry &SimulatePanel::entry() const
{
    const std::size_t last = simulations().size() - 1;
    return simulations()[std::min(last, static_cast<std::size_t>(std::max(0, m_what->currentIndex())))];
}

SnapshotPtr SimulatePanel::predicted() const
{
    if (m_outcome) {
        return m_outcome->result.snapshot;
    }
    return m_base != nullptr && m_base->source().isSimulated() ? m_base : nullptr;
}

/// Another document is in front: the form starts anew from it. A prediction is shown with its own ledger and waits.
void SimulatePanel::followDocument()
{
    if (!isVisible()) {
        return;
    }
    const Document *document = m_session.current();
    const SnapshotPtr base = document == nullptr ? nullptr : document->snapshot;
    if (base == m_base && document != nullptr && document->id == m_document) {
        return;
    }
    m_document = document == nullptr ? 0 : document->id;
    m_base = base;
    endPrediction();
    m_agreement->clear();
    m_soon.stop();
    m_predictor.cancel();
    setEnabled(base != nullptr);
    if (base == nullptr) {
        return;
    }
    m_inputs = inputsWith(*base);
    m_inputs.selection = m_session.navigator().selection();
    chooseSimulation();
    if (document->origin) {
        m_soon.stop();
        m_waiting = false;
        m_changes->show({});
        m_offers->clear();
        m_kept->clear();
        m_ledger->clear();
        const Document *origin = m_session.find(document->origin->base);
        if (origin != nullptr) {
            m_ledger->show(document->origin->ledger, *origin->snapshot, *base);
        }
    }
    showState();
}

void SimulatePanel::chooseSimulation()
{
    m_form->setVisible(!isPlanning());
    m_planForm->setVisible(isPlanning());
    m_compare->setVisible(!isPlanning());
    m_apply->setText(isPlanning() ? tr("Open dump") : tr("Apply"));
    m_planFigures->hide();
    m_plan.reset();
    if (isPlanning()) {
        startPlanning();
        return;
    }
    std::vector<SimulationForm::OtherDump> others;
    for (const Document &document : m_session.documents()) {
        if (document.snapshot != m_base) {
            const SourceFacts &source = document.snapshot->source();
            others.push_back({QString::fromStdString(source.label),
                              QString::fromStdString(source.path.empty() ? source.label : source.path), document.snapshot});
        }
    }
    m_summary->setText(QString::fromStdString(entry().summary));
    m_form->build(entry(), m_base, m_inputs, std::move(others));
    predictSoon();
}

void SimulatePanel::predictSoon()
{
    if (m_base == nullptr) {
        return;
    }
    m_waiting = true;
    m_soon.start();
}

void SimulatePanel::predict()
{
    if (isPlanning()) {
        m_predictor.plan(m_planForm->words(), [this](Result<PlannedMachine> planned) { deliverPlan(std::move(planned)); });
        return;
    }
    m_values = m_form->values();
    SimulationInputs inputs = m_inputs;
    inputs.like = m_form->like();
    m_predictor.predict(m_base, entry(), m_values, std::move(inputs),
                        [this, base = m_base](Prediction prediction) {
                            if (base == m_base) {
                                deliver(std::move(prediction));
                            }
                        });
}

void SimulatePanel::deliver(Prediction prediction)
{
    m_waiting = false;
    m_form->clearProblems();
    m_problem->hide();
    m_agreement->clear();
    if (!prediction.outcome) {
        refuse(prediction.outcome.error());
        return;
    }
    m_outcome = std::move(*prediction.outcome);
    m_comparison = std::move(prediction.comparison);
    m_changes->show(prediction.changes);
    m_ledger->show(m_outcome->result.ledger, *m_base, *m_outcome->result.snapshot);
    showHugePages();
    showState();
    m_session.setPreview(m_outcome->result.snapshot);
    emit comparisonChanged();
    // All of what changes most: of its first page alone no picture could be made.
    if (std::exchange(m_showsChanges, false) && !prediction.changes.empty()) {
        m_session.navigator().reveal(prediction.changes.front().all);
    }
}

void SimulatePanel::showHugePages()
{
    m_offers->clear();
    m_kept->clear();
    const ParameterReader reader(m_values);
    const auto size = hugePageSizeCalled(m_base->geometry(), reader.text("hugepage"));
    if (!size) {
        return;
    }
    const auto version = reader.version("kernel");
    const HvoLayout layout = version && version->value_or(518) < 518 ? HvoLayout::KeepsTwo : HvoLayout::KeepsOne;
    m_kept->show(*size, layout);
    if (const auto count = reader.count("count")) {
        m_offers->show(m_base->geometry(), *size, *count, layout);
    }
}

void SimulatePanel::endPrediction()
{
    m_outcome.reset();
    m_session.setPreview(nullptr);
    if (std::exchange(m_comparison, nullptr) != nullptr) {
        emit comparisonChanged();
    }
}

void SimulatePanel::refuse(const SimulationProblem &problem)
{
    m_changes->show({});
    m_offers->clear();
    m_kept->clear();
    m_ledger->clear();
    const QString sentence = sentenceOf(problem.error);
    if (!m_form->showProblem(problem.parameter, sentence)) {
        m_problem->setText(sentence);
        m_problem->show();
    }
    endPrediction();
    showState();
}

SimulationChain SimulatePanel::chainWith(const ChainStep &step) const
{
    const Document *document = m_session.find(m_document);
    SimulationChain chain = document != nullptr && document->origin
        ? document->origin->chain
        : SimulationChain{m_base->source().label, m_base->source().digest, {}};
    chain.steps.push_back(step);
    return chain;
}

void SimulatePanel::apply()
{
    if (isPlanning()) {
        openPlan();
        return;
    }
    if (!m_outcome) {
        return;
    }
    SimulationOutcome outcome = std::move(*m_outcome);
    endPrediction();
    const SimulationChain chain = chainWith({entry().id, m_values});
    rememberChain(chain);
    emit notice(tr("The prediction stands beside its origin"));
    m_session.addSimulated(outcome.result.snapshot, {m_document, chain, std::move(outcome.result.ledger)});
}

void SimulatePanel::discard()
{
    m_soon.stop();
    m_predictor.cancel();
    m_waiting = false;
    m_base = nullptr;
    m_document = 0;
    endPrediction();
}

/// Of a prediction that is not kept yet, Apply comes first: a pair is made of documents.
void SimulatePanel::showDiff()
{
    apply();
    const Document *front = m_session.current();
    if (front != nullptr && front->origin) {
        m_session.choosePair(front->origin->base, front->id);
    }
}

void SimulatePanel::showState()
{
    m_apply->setEnabled(isPlanning() ? m_plan.has_value() : m_outcome.has_value());
    const Document *document = m_session.find(m_document);
    const bool kept = document != nullptr && document->origin && m_session.find(document->origin->base) != nullptr;
    m_diff->setEnabled(!isPlanning() && (m_outcome.has_value() || kept));
    m_compare->setEnabled(predicted() != nullptr);
}

void SimulatePanel::compareWith(const SnapshotPtr &real, const QString &label)
{
    const SnapshotPtr prediction = predicted();
    if (prediction == nullptr) {
        return;
    }
    m_predictor.compare(prediction, real, [this, label, prediction](const Result<Agreement> &agreement) {
        if (prediction != predicted()) {
            return;
        }
        // It opens below what is in sight.
        QTimer::singleShot(50, m_agreement, [this] { m_scroll->ensureWidgetVisible(m_agreement); });
        if (agreement) {
            m_agreement->show(*agreement, label);
        } else {
            m_agreement->showProblem(tr("%1 cannot be held against it: %2").arg(label, sentenceOf(agreement.error())));
        }
    });
}

} // namespace ptscope
