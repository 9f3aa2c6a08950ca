// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "app/gui/session.h"
#include "app/gui/simulate/predictor.h"

class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace ptscope {

class AgreementCard;
class PredictedChanges;
class LedgerView;
class PlanForm;
class SimulationForm;
class SizeOffers;
class KeptPages;

/// Simulates on the document in front: a form made from the registry, the prediction live in every view, its ledger, and how
/// far it agrees with a real dump. "Apply" makes a document of it.
class SimulatePanel : public QFrame
{
    Q_OBJECT

public:
    SimulatePanel(Session &session, JobRunner &jobs, QWidget *parent = nullptr);

    /// Plays a chain on the document in front and opens every step as a document.
    void play(const SimulationChain &chain);
    /// The same of a saved one; an empty path does nothing.
    void playFile(const QString &path);
    bool isSettled() const { return !m_waiting; }
    /// The dump in front and the prediction that is shown in its place; null while there is none.
    const ComparisonPtr &comparison() const { return m_comparison; }

signals:
    /// The cross in the corner.
    void closeRequested();
    void notice(const QString &text);
    void comparisonChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildHead(QVBoxLayout *column);
    void buildBody(QVBoxLayout *column);
    void buildButtons(QVBoxLayout *column);
    void followDocument();
    void chooseSimulation();
    void predictSoon();
    void predict();
    void deliver(Prediction prediction);
    bool isPlanning() const;
    void startPlanning();
    void deliverPlan(Result<PlannedMachine> planned);
    void openPlan();
    void refuse(const SimulationProblem &problem);
    void apply();
    void discard();
    void showDiff();
    void showHugePages();
    void endPrediction();
    void fillCompareMenu();
    void fillChainMenu();
    void compareWith(const SnapshotPtr &real, const QString &label);
    void compareWithFile();
    void chooseCompanion(const QString &name);
    void saveChain();
    void openChain();
    void rememberChain(const SimulationChain &chain);
    SimulationChain chainWith(const ChainStep &step) const;
    const SimulationEntry &entry() const;
    SnapshotPtr predicted() const;
    void showState();

    Session &m_session;
    Predictor m_predictor;
    QTimer m_soon;
    quint64 m_document = 0; ///< what the form was made for
    SnapshotPtr m_base;
    SimulationInputs m_inputs;
    ParameterValues m_values; ///< of the prediction that is shown
    std::optional<SimulationOutcome> m_outcome;
    ComparisonPtr m_comparison;
    std::optional<PlannedMachine> m_plan;
    bool m_waiting = false;
    bool m_showsChanges = false; ///< another simulation was chosen: the views go where it changes something

    QScrollArea *m_scroll = nullptr;
    QComboBox *m_what = nullptr;
    QLabel *m_summary = nullptr;
    SimulationForm *m_form = nullptr;
    PlanForm *m_planForm = nullptr;
    QLabel *m_planFigures = nullptr;
    QLabel *m_problem = nullptr;
    PredictedChanges *m_changes = nullptr;
    SizeOffers *m_offers = nullptr;
    KeptPages *m_kept = nullptr;
    LedgerView *m_ledger = nullptr;
    AgreementCard *m_agreement = nullptr;
    QPushButton *m_apply = nullptr;
    QPushButton *m_compare = nullptr;
    QPushButton *m_diff = nullptr;
    QPushButton *m_discard = nullptr;
    QMenu *m_compareMenu = nullptr;
    QMenu *m_chainMenu = nullptr;
};

} // namespace ptscope
