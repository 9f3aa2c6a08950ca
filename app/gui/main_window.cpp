// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "app/gui/comparing.h"
#include "app/gui/error_card.h"
#include "app/gui/examples.h"
#include "app/gui/explainer.h"
#include "app/gui/honesty_line.h"
#include "app/gui/loading_shade.h"
#include "app/gui/main_menu.h"
#include "app/gui/palette/command_palette.h"
#include "app/gui/report_export.h"
#include "app/gui/simulate/simulate_panel.h"
#include "app/gui/start_page.h"
#include "app/gui/time_travel.h"
#include "app/gui/top_bar.h"
#include "app/gui/tour/tour.h"
#include "app/gui/view_area.h"
#include "app/gui/view_set.h"
#include "core/query/place.h"
#include "views/common/breadcrumb.h"
#include "views/inspector/inspector.h"
#include "views/look/type.h"
#include "views/look/widgets/simulated_band.h"
#include "views/map/overview.h"
#include "views/panels/side_panel.h"
#include "views/timeline/time_bar.h"

namespace ptscope {

MainWindow::MainWindow(Session &session, JobRunner &jobs, Opener &opener, Appearance &appearance)
    : m_session(session), m_jobs(jobs), m_opener(opener), m_appearance(appearance), m_commands(*this)
{
    setWindowTitle(QStringLiteral("ptscope"));
    setWindowIcon(logoIcon());
    setAcceptDrops(true);
    auto *middle = new QWidget;
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_pages = new QStackedWidget;
    m_simulate = new SimulatePanel(session, jobs);
    buildWorkspace();
    m_menu = makeMainMenu(m_commands, *m_viewArea, appearance, this);
    m_menu->addMenu(tr("Time"))->addActions(m_timeBar->actions());
    m_topBar = new TopBar(session, m_commands, m_menu);
    addActions(m_viewArea->switchActions());
    addTimeActions();
    m_startPage = new StartPage(session, jobs, m_commands);
    m_pages->addWidget(m_startPage);
    auto *honesty = new HonestyLine(session, jobs);
    column->addWidget(m_topBar);
    column->addWidget(m_pages, 1);
    column->addWidget(honesty);
    setCentralWidget(middle);
    m_errorCard = new ErrorCard(m_pages);
    m_shade = new LoadingShade(m_pages);
    m_palette = new CommandPalette(this);
    m_tour = new Tour(this);
    connect(m_viewArea, &ViewArea::notice, honesty, &HonestyLine::showNotice);
    connect(honesty, &HonestyLine::noticesRequested, this, &MainWindow::showNotices);
    connect(honesty, &HonestyLine::geometryRequested, this, &MainWindow::showGeometry);
    connectCommands();
    connectWindowCommands();
    connectOpener();
    connectComparing(jobs);
    new Explainer(session, jobs, this);
    new TimeTravel(session, jobs, *m_timeBar, this);
    connectSimulation();
    connect(m_topBar, &TopBar::problemCut, honesty, &HonestyLine::showNotice);
    connect(m_simulate, &SimulatePanel::notice, honesty, &HonestyLine::showNotice);
    restoreLayout();
    showDocument();
}

// A preview ends while everything that shows it is still there.
MainWindow::~MainWindow()
{
    m_simulate->hide();
}

void MainWindow::buildWorkspace()
{
    Navigator &navigator = m_session.navigator();
    m_sidePanel = new SidePanel(navigator);
    m_inspector = new Inspector(navigator);
    m_overview = new Overview(navigator);
    m_breadcrumb = new Breadcrumb(navigator);
    m_viewArea = new ViewArea(navigator, makeViews(navigator), m_breadcrumb);
    m_explainer = new QStackedWidget;
    m_explainer->addWidget(m_inspector);
    for (View *view : m_viewArea->views()) {
        if (QWidget *page = view->inspectorPage()) {
            m_explainer->addWidget(page);
        }
    }
    connect(m_viewArea, &ViewArea::viewChanged, this, &MainWindow::showExplainer);
    connect(m_viewArea, &ViewArea::comparisonShown, m_inspector, &Inspector::setComparison);
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(m_sidePanel);
    m_splitter->addWidget(m_viewArea);
    m_splitter->addWidget(m_explainer);
    m_splitter->addWidget(m_simulate);
    m_simulate->hide();
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setCollapsible(1, false);
    auto *workspace = new QWidget;
    auto *column = new QVBoxLayout(workspace);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_timeBar = new TimeBar;
    column->addWidget(m_splitter, 1);
    column->addWidget(m_timeBar);
    column->addWidget(m_overview);
    m_pages->addWidget(workspace);
    connect(m_sidePanel, &SidePanel::snapshotChosen, &m_session, &Session::chooseListed);
    connect(&m_session, &Session::documentsChanged, this, &MainWindow::listSnapshots);
}

/// A prediction and its origin bear the letters while they are held against each other, else the pair that was chosen.
void MainWindow::listSnapshots()
{
    const auto snapshotOf = [this](quint64 id) {
        const Document *document = m_session.find(id);
        return document == nullptr ? nullptr : document->snapshot;
    };
    const auto &pair = m_session.pair();
    if (const ComparisonPtr &predicted = m_simulate->comparison()) {
        m_sidePanel->setPair(predicted->before, predicted->after);
    } else {
        m_sidePanel->setPair(pair ? snapshotOf(pair->before) : nullptr, pair ? snapshotOf(pair->after) : nullptr);
    }
    const Session::Listed listed = m_session.listed();
    m_sidePanel->setSnapshots(listed.snapshots, listed.inFront);
}

void MainWindow::connectComparing(JobRunner &jobs)
{
    m_comparing = new Comparing(m_session, jobs, m_opener, *m_viewArea, *this);
    connect(m_commands.compare, &QAction::triggered, m_comparing, &Comparing::chooseSecond);
    connect(m_commands.swapPair, &QAction::triggered, m_comparing, &Comparing::swap);
    connect(m_commands.stopComparing, &QAction::triggered, m_comparing, &Comparing::stop);
    connect(m_commands.exportReport, &QAction::triggered, this, [this, &jobs] {
        std::vector<ReportPicture> pictures;
        if (auto picture = pictureOf(*m_viewArea->content(), tr("As the window shows it"))) {
            pictures.push_back(std::move(*picture));
        }
        exportReportWithDialog(m_session, m_comparing->comparer().comparison(), jobs, *this, std::move(pictures));
    });
    const auto showPair = [this] {
        m_commands.setComparing(m_session.pair().has_value());
        listSnapshots();
    };
    connect(&m_session, &Session::pairChanged, this, showPair);
    showPair();
}

/// Keys of the time bar work in the views; elsewhere a blank presses the button that has the focus.
void MainWindow::addTimeActions()
{
    for (QAction *action : m_timeBar->actions()) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_viewArea->content()->addAction(action);
        m_timeBar->strip().addAction(action);
    }
}

void MainWindow::connectOpener()
{
    connect(&m_opener, &Opener::started, this, [this] {
        m_errorCard->hide();
        m_shade->showOver();
    });
    connect(&m_opener, &Opener::cancelled, m_shade, &QWidget::hide);
    connect(&m_opener, &Opener::finished, this, [this](const std::vector<Error> &errors) {
        m_shade->hide();
        m_errorCard->show(errors);
        if (const Example *example = exampleCalled(std::exchange(m_exampleToPlace, {}))) {
            showExamplePlace(*example);
        }
        if (std::exchange(m_tourWanted, false) && errors.empty()) {
            beginTour();
        }
    });
    connect(m_tour, &Tour::ended, m_viewArea, &ViewArea::focusView);
    connect(m_topBar, &TopBar::openRecent, this, [this](const QString &path) { m_opener.openFiles({path}); });
    connect(m_startPage, &StartPage::fileChosen, this, [this](const QString &path) { m_opener.openFiles({path}); });
    connect(m_startPage, &StartPage::exampleChosen, this, [this](const QString &id) {
        if (const Example *example = exampleCalled(id)) {
            openExample(*example);
        }
    });
}

void MainWindow::showExplainer()
{
    const View *view = m_viewArea->currentView();
    QWidget *page = view == nullptr ? nullptr : m_viewArea->currentView()->inspectorPage();
    m_explainer->setCurrentWidget(page == nullptr ? m_inspector : page);
}

void MainWindow::showDocument()
{
    const SnapshotPtr snapshot = m_session.snapshot();
    m_commands.setDumpOpen(snapshot != nullptr);
    listSnapshots();
    m_breadcrumb->setSnapshot(snapshot);
    const quint64 document = snapshot == nullptr ? 0 : m_session.current()->id;
    const bool sameDocument = document != 0 && document == m_documentShown;
    m_documentShown = document;
    sameDocument ? m_viewArea->replaceSnapshot(snapshot) : m_viewArea->setSnapshot(snapshot);
    m_viewArea->band().setRemark(m_session.isPreviewing() ? tr("Preview: Apply keeps it") : QString());
    m_inspector->setSnapshot(snapshot);
    m_overview->setSnapshot(snapshot);
    m_pages->setCurrentIndex(snapshot == nullptr ? 1 : 0);
    setWindowTitle(snapshot == nullptr ? QStringLiteral("ptscope")
                                       : QString::fromStdString(snapshot->source().label) + QStringLiteral(" – ptscope"));
    const QWidget *focus = QApplication::focusWidget();
    const bool simulating = focus != nullptr && m_simulate->isAncestorOf(focus);
    if (snapshot != nullptr && !sameDocument && !simulating) {
        m_viewArea->focusView();
    }
}

/// The panel stands in the inspector's place: both want the same width, and a prediction is read from its ledger.
void MainWindow::connectSimulation()
{
    connect(m_commands.simulate, &QAction::toggled, this, [this](bool on) {
        m_explainer->setVisible(!on && m_commands.inspector->isChecked());
        m_simulate->setVisible(on);
    });
    connect(m_commands.inspector, &QAction::toggled, this, [this](bool on) {
        if (on) {
            m_commands.simulate->setChecked(false);
        }
    });
    // A prediction is held against its dump in every view; without one, the pair that was chosen is back.
    connect(m_simulate, &SimulatePanel::comparisonChanged, this, [this] {
        const ComparisonPtr &shown = m_simulate->comparison();
        listSnapshots();
        m_viewArea->setComparison(shown != nullptr ? shown : m_comparing->comparer().comparison());
    });
    connect(m_simulate, &SimulatePanel::closeRequested, this, [this] { m_commands.simulate->setChecked(false); });
}

void MainWindow::openExample(const Example &example)
{
    m_exampleToPlace = example.id;
    const TextSource source = TextSource::resource(example.resource, example.id);
    if (const Example *before = exampleCalled(example.against)) {
        m_opener.openPair(TextSource::resource(before->resource, before->id), source);
    } else {
        m_opener.open({source});
    }
}

void MainWindow::showExamplePlace(const Example &example)
{
    const SnapshotPtr snapshot = m_session.snapshot();
    if (snapshot == nullptr) {
        return;
    }
    m_viewArea->showView(example.view);
    const auto place = findPlace(*snapshot, example.at.toStdString());
    const auto row = place ? snapshot->extents().find(place->range.first) : std::nullopt;
    if (row) {
        m_session.navigator().select(snapshot->extents().range(*row));
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveLayout();
    QMainWindow::closeEvent(event);
}

} // namespace ptscope
