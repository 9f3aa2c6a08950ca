// SPDX-License-Identifier: GPL-3.0-or-later
// How the panel is put together.
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/gui/simulate/agreement_card.h"
#include "app/gui/simulate/kept_pages.h"
#include "app/gui/simulate/plan_form.h"
#include "app/gui/simulate/predicted_changes.h"
#include "app/gui/simulate/ledger_view.h"
#include "app/gui/simulate/simulate_panel.h"
#include "app/gui/simulate/simulation_form.h"
#include "app/gui/simulate/size_offers.h"
#include "views/look/icons.h"
#include "views/look/style.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int padding = 16;
constexpr int typingMs = 150; ///< long enough to type a number to its end

} // namespace

SimulatePanel::SimulatePanel(Session &session, JobRunner &jobs, QWidget *parent)
    : QFrame(parent), m_session(session), m_predictor(jobs)
{
    setLookProperty(*this, "panel", QStringLiteral("surface"));
    setAccessibleName(tr("Simulate"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    buildHead(column);
    buildBody(column);
    buildButtons(column);
    m_soon.setSingleShot(true);
    m_soon.setInterval(typingMs);
    connect(&m_soon, &QTimer::timeout, this, &SimulatePanel::predict);
    connect(m_what, &QComboBox::currentIndexChanged, this, [this] {
        if (m_base != nullptr) {
            m_showsChanges = true;
            chooseSimulation();
        }
    });
    connect(m_form, &SimulationForm::changed, this, &SimulatePanel::predictSoon);
    connect(m_planForm, &PlanForm::changed, this, &SimulatePanel::predictSoon);
    connect(m_form, &SimulationForm::fileWanted, this, &SimulatePanel::chooseCompanion);
    connect(m_changes, &PredictedChanges::chosen, this, [this](AddrRange range) { m_session.navigator().reveal(range); });
    connect(&m_session, &Session::currentChanged, this, &SimulatePanel::followDocument);
    showState();
}

void SimulatePanel::buildHead(QVBoxLayout *column)
{
    auto *head = new QFrame;
    setLookProperty(*head, "rule", QStringLiteral("bottom"));
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(scaled(padding), scaled(8), scaled(8), scaled(8));
    auto *icon = new QLabel;
    icon->setPixmap(themedIcon(Icon::Simulate, &Palette::accent).pixmap(scaled(16), scaled(16)));
    auto *title = new QLabel(tr("Simulate"));
    setLookProperty(*title, "role", QStringLiteral("title"));
    auto *chains = new QToolButton;
    chains->setText(tr("Chains"));
    chains->setFocusPolicy(Qt::TabFocus);
    chains->setPopupMode(QToolButton::InstantPopup);
    m_chainMenu = new QMenu(chains);
    chains->setMenu(m_chainMenu);
    chains->setToolTip(tr("Save the steps of a simulation, play them on this dump"));
    connect(m_chainMenu, &QMenu::aboutToShow, this, &SimulatePanel::fillChainMenu);
    auto *close = new QToolButton;
    close->setIcon(themedIcon(Icon::Close));
    close->setIconSize({scaled(16), scaled(16)});
    close->setAccessibleName(tr("Close"));
    close->setToolTip(tr("Close; a prediction that was not applied goes"));
    close->setFocusPolicy(Qt::TabFocus);
    connect(close, &QToolButton::clicked, this, &SimulatePanel::closeRequested);
    line->addWidget(icon);
    line->addWidget(title);
    line->addStretch(1);
    line->addWidget(chains);
    line->addWidget(close);
    column->addWidget(head);
}

void SimulatePanel::buildBody(QVBoxLayout *column)
{
    m_scroll = new QScrollArea;
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *body = new QFrame;
    setLookProperty(*body, "panel", QStringLiteral("surface"));
    auto *lines = new QVBoxLayout(body);
    lines->setContentsMargins(scaled(padding), scaled(12), scaled(padding), scaled(12));
    lines->setSpacing(scaled(14));
    m_what = new QComboBox;
    m_what->setAccessibleName(tr("What to simulate"));
    for (const SimulationEntry &one : simulations()) {
        m_what->addItem(QString::fromStdString(one.title));
        m_what->setItemData(m_what->count() - 1, QString::fromStdString(one.sources), Qt::ToolTipRole);
    }
    m_what->insertSeparator(m_what->count());
    m_what->addItem(tr("HVO planner: a machine that is not there yet"));
    m_summary = new QLabel;
    m_summary->setWordWrap(true);
    setLookProperty(*m_summary, "tone", QStringLiteral("3"));
    m_summary->setFont(wordFont(TextRole::Label));
    m_form = new SimulationForm;
    m_planForm = new PlanForm;
    m_planForm->hide();
    m_planFigures = new QLabel;
    m_planFigures->setWordWrap(true);
    m_planFigures->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setLookProperty(*m_planFigures, "tone", QStringLiteral("2"));
    m_planFigures->hide();
    m_problem = new QLabel;
    m_problem->setWordWrap(true);
    setLookProperty(*m_problem, "tone", QStringLiteral("error"));
    m_problem->hide();
    m_changes = new PredictedChanges;
    m_offers = new SizeOffers;
    m_kept = new KeptPages;
    m_ledger = new LedgerView;
    m_agreement = new AgreementCard;
    m_compare = new QPushButton(tr("Compare with a real dump…"));
    m_compare->setToolTip(tr("How far the prediction and a real dump agree"));
    m_compareMenu = new QMenu(m_compare);
    m_compare->setMenu(m_compareMenu);
    connect(m_compareMenu, &QMenu::aboutToShow, this, &SimulatePanel::fillCompareMenu);
    auto *choice = new QVBoxLayout;
    choice->setSpacing(scaled(4));
    choice->addWidget(m_what);
    choice->addWidget(m_summary);
    lines->addLayout(choice);
    for (QWidget *part : std::initializer_list<QWidget *>{m_form, m_kept, m_planForm, m_problem, m_planFigures, m_ledger, m_compare, m_agreement, m_changes, m_offers}) {
        lines->addWidget(part);
    }
    lines->addStretch(1);
    m_scroll->setWidget(body);
    column->addWidget(m_scroll, 1);
}

void SimulatePanel::buildButtons(QVBoxLayout *column)
{
    auto *foot = new QFrame;
    setLookProperty(*foot, "rule", QStringLiteral("top"));
    auto *line = new QHBoxLayout(foot);
    line->setContentsMargins(scaled(padding), scaled(10), scaled(padding), scaled(10));
    line->setSpacing(scaled(8));
    m_apply = new QPushButton(tr("Apply"));
    setLookProperty(*m_apply, "role", QStringLiteral("primary"));
    m_apply->setToolTip(tr("Opens the prediction as a dump beside its origin"));
    m_diff = new QPushButton(tr("Show diff"));
    m_diff->setToolTip(tr("Applies the prediction and shows it against its origin"));
    m_discard = new QPushButton(tr("Discard"));
    m_discard->setToolTip(tr("Closes the panel; the dump stays as it is"));
    connect(m_apply, &QPushButton::clicked, this, &SimulatePanel::apply);
    connect(m_diff, &QPushButton::clicked, this, &SimulatePanel::showDiff);
    connect(m_discard, &QPushButton::clicked, this, &SimulatePanel::closeRequested);
    for (QPushButton *button : {m_apply, m_diff, m_discard}) {
        line->addWidget(button, 1);
    }
    column->addWidget(foot);
}

} // namespace ptscope
