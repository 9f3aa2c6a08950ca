// SPDX-License-Identifier: GPL-3.0-or-later
// The planner of the panel: what huge pages would do to a machine that is not there yet. No dump is changed by it.
#include <QComboBox>
#include <QLabel>
#include <QPushButton>

#include "app/gui/simulate/agreement_card.h"
#include "app/gui/simulate/kept_pages.h"
#include "app/gui/simulate/ledger_view.h"
#include "app/gui/simulate/plan_form.h"
#include "app/gui/simulate/predicted_changes.h"
#include "app/gui/simulate/simulate_panel.h"
#include "app/gui/simulate/simulation_form.h"
#include "app/gui/simulate/size_offers.h"
#include "app/text/diagnostic_text.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

QString sentenceOf(const Error &error)
{
    const QString what = QString::fromStdString(error.detail.empty() ? errorText(error).what : error.detail);
    return what.isEmpty() ? what : what.at(0).toUpper() + what.mid(1);
}

} // namespace

bool SimulatePanel::isPlanning() const
{
    return m_what->currentIndex() > static_cast<int>(simulations().size());
}

void SimulatePanel::startPlanning()
{
    m_summary->setText(tr("What so many huge pages would save on a machine of so much memory, and how long its dump becomes"));
    endPrediction();
    m_form->clearProblems();
    m_problem->hide();
    m_changes->show({});
    m_agreement->clear();
    if (m_base != nullptr) {
        m_planForm->startWith(m_base->geometry());
    }
    predictSoon();
}

void SimulatePanel::deliverPlan(Result<PlannedMachine> planned)
{
    m_waiting = false;
    m_planForm->clearProblems();
    m_problem->hide();
    m_offers->clear();
    m_kept->clear();
    m_ledger->clear();
    m_planFigures->hide();
    m_plan.reset();
    if (!isPlanning()) {
        return;
    }
    if (!planned) {
        const QString sentence = sentenceOf(planned.error());
        if (!m_planForm->showProblem(planned.error(), sentence)) {
            m_problem->setText(sentence);
            m_problem->show();
        }
        showState();
        return;
    }
    m_plan = std::move(*planned);
    const HvoPlan &plan = m_plan->plan;
    const QString pays = plan.breakEven == 0 ? tr("no table is split off, so each of them pays")
        : plan.breakEven == 1                ? tr("the first in 128M of memory pays for the table that they share")
                              : tr("%1 in 128M of memory pay for the table that they share").arg(countText(plan.breakEven));
    m_planFigures->setText(tr("%1 huge pages of %2: %3.\nThe vmemmap makes %4 lines of a dump, %5 of text; without them %6.")
                               .arg(countText(m_plan->request.count), runSizeText(m_plan->request.size.size.value), pays,
                                    countText(plan.linesAfter), sumText(m_plan->textBytes), countText(plan.linesBefore)));
    m_planFigures->show();
    m_ledger->show(plan.result.ledger, *plan.machine, *plan.result.snapshot);
    m_kept->show(m_plan->request.size, m_plan->request.layout);
    m_offers->show(m_plan->request.geometry, m_plan->request.size, m_plan->request.count, m_plan->request.layout);
    showState();
}

/// A dump of nothing but vmemmap; it says that it is simulated, as every prediction does.
void SimulatePanel::openPlan()
{
    if (m_plan) {
        m_session.add({m_plan->plan.result.snapshot});
        emit notice(tr("The vmemmap of the planned machine is a dump of its own"));
    }
}

} // namespace ptscope
