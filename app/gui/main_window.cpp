// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_window.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMimeData>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "app/gui/error_card.h"
#include "app/gui/examples.h"
#include "app/gui/exports.h"
#include "app/gui/filter_box.h"
#include "app/gui/geometry_dialog.h"
#include "app/gui/go_to_box.h"
#include "app/gui/honesty_line.h"
#include "app/gui/key_sheet.h"
#include "app/gui/loading_shade.h"
#include "app/gui/main_menu.h"
#include "app/gui/notices_dialog.h"
#include "app/gui/start_page.h"
#include "app/gui/top_bar.h"
#include "app/gui/view_area.h"
#include "app/gui/view_set.h"
#include "core/query/place.h"
#include "views/common/breadcrumb.h"
#include "views/inspector/inspector.h"
#include "views/look/type.h"
#include "views/map/overview.h"
#include "views/panels/side_panel.h"

namespace ptscope {

MainWindow::MainWindow(Session &session, JobRunner &jobs, Opener &opener, Appearance &appearance)
    : m_session(session), m_opener(opener), m_appearance(appearance), m_commands(*this)
{
    setWindowTitle(QStringLiteral("ptscope"));
    setWindowIcon(logoIcon());
    setAcceptDrops(true);
    auto *middle = new QWidget;
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_pages = new QStackedWidget;
    buildWorkspace();
    m_topBar = new TopBar(session, m_commands, makeMainMenu(m_commands, *m_viewArea, appearance, this));
    addActions(m_viewArea->switchActions());
    m_startPage = new StartPage(session, jobs, m_commands);
    m_pages->addWidget(m_startPage);
    auto *honesty = new HonestyLine(session, jobs);
    column->addWidget(m_topBar);
    column->addWidget(m_pages, 1);
    column->addWidget(honesty);
    setCentralWidget(middle);
    m_errorCard = new ErrorCard(m_pages);
    m_shade = new LoadingShade(m_pages);
    connect(m_viewArea, &ViewArea::notice, honesty, &HonestyLine::showNotice);
    connect(honesty, &HonestyLine::noticesRequested, this, &MainWindow::showNotices);
    connect(honesty, &HonestyLine::geometryRequested, this, &MainWindow::showGeometry);
    connectCommands();
    connectWindowCommands();
    connectOpener();
    restoreLayout();
    showDocument();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildWorkspace()
{
    Navigator &navigator = m_session.navigator();
    m_sidePanel = new SidePanel(navigator);
    m_inspector = new Inspector(navigator);
    m_overview = new Overview(navigator);
    m_breadcrumb = new Breadcrumb(navigator);
    m_viewArea = new ViewArea(navigator, makeViews(navigator), m_breadcrumb);
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(m_sidePanel);
    m_splitter->addWidget(m_viewArea);
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setCollapsible(1, false);
    auto *workspace = new QWidget;
    auto *column = new QVBoxLayout(workspace);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_splitter, 1);
    column->addWidget(m_overview);
    m_pages->addWidget(workspace);
    connect(m_sidePanel, &SidePanel::snapshotChosen, &m_session, &Session::setCurrent);
    connect(&m_session, &Session::documentsChanged, this,
            [this] { m_sidePanel->setSnapshots(m_session.snapshots(), m_session.currentIndex()); });
}

void MainWindow::connectCommands()
{
    Navigator &navigator = m_session.navigator();
    connect(m_commands.open, &QAction::triggered, this, &MainWindow::openDialog);
    connect(m_commands.paste, &QAction::triggered, this, &MainWindow::paste);
    connect(m_commands.close, &QAction::triggered, &m_session, &Session::closeCurrent);
    connect(m_commands.exportRows, &QAction::triggered, this, [this] { exportRowsWithDialog(m_session, this); });
    connect(m_commands.exportPicture, &QAction::triggered, this,
            [this] { exportPictureWithDialog(*m_viewArea->content(), m_viewArea->currentView()->id(), this); });
    connect(m_commands.nextDump, &QAction::triggered, &m_session, &Session::showNext);
    connect(m_commands.previousDump, &QAction::triggered, &m_session, &Session::showPrevious);
    connect(m_commands.stop, &QAction::triggered, this, &MainWindow::escape);
    connect(m_commands.quit, &QAction::triggered, this, &QWidget::close);
    connect(m_commands.goTo, &QAction::triggered, this, [this] {
        m_topBar->goToBox()->setFocus(Qt::ShortcutFocusReason);
        m_topBar->goToBox()->selectAll();
    });
    connect(m_topBar->goToBox(), &GoToBox::went, m_viewArea, &ViewArea::focusView);
    FilterBox *filter = m_topBar->filterBox();
    connect(m_commands.filter, &QAction::triggered, filter, [filter] {
        filter->setFocus(Qt::ShortcutFocusReason);
        filter->selectAll();
    });
    connect(m_commands.nextMatch, &QAction::triggered, filter, &FilterBox::goToNextMatch);
    connect(m_commands.previousMatch, &QAction::triggered, filter, &FilterBox::goToPreviousMatch);
    connect(filter, &FilterBox::left, m_viewArea, &ViewArea::focusView);
    connect(m_commands.back, &QAction::triggered, &navigator, &Navigator::goBack);
    connect(m_commands.forward, &QAction::triggered, &navigator, &Navigator::goForward);
    const auto showHistory = [this] {
        m_commands.back->setEnabled(m_session.navigator().canGoBack());
        m_commands.forward->setEnabled(m_session.navigator().canGoForward());
    };
    connect(&navigator, &Navigator::historyChanged, this, showHistory);
    showHistory();
    connect(m_commands.notices, &QAction::triggered, this, &MainWindow::showNotices);
    connect(m_commands.geometry, &QAction::triggered, this, &MainWindow::showGeometry);
    connect(m_commands.keys, &QAction::triggered, this, &MainWindow::showKeys);
    connect(&m_session, &Session::currentChanged, this, &MainWindow::showDocument);
}

void MainWindow::connectWindowCommands()
{
    connect(m_commands.sidePanel, &QAction::toggled, m_sidePanel, &QWidget::setVisible);
    connect(m_commands.inspector, &QAction::toggled, m_inspector, &QWidget::setVisible);
    connect(m_commands.fullScreen, &QAction::toggled, this,
            [this](bool on) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, on)); });
    constexpr int step = 25;
    connect(m_commands.larger, &QAction::triggered, this, [this] { m_appearance.setScalePercent(m_appearance.scalePercent() + step); });
    connect(m_commands.smaller, &QAction::triggered, this, [this] { m_appearance.setScalePercent(m_appearance.scalePercent() - step); });
    connect(m_commands.normalSize, &QAction::triggered, this, [this] { m_appearance.setScalePercent(100); });
    connect(m_commands.resetLayout, &QAction::triggered, this, &MainWindow::layOutAsAtFirst);
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
    });
    connect(m_topBar, &TopBar::openRecent, this, [this](const QString &path) { m_opener.openFiles({path}); });
    connect(m_startPage, &StartPage::fileChosen, this, [this](const QString &path) { m_opener.openFiles({path}); });
    connect(m_startPage, &StartPage::exampleChosen, this, [this](const QString &id) {
        if (const Example *example = exampleCalled(id)) {
            openExample(*example);
        }
    });
}

void MainWindow::showDocument()
{
    const SnapshotPtr snapshot = m_session.snapshot();
    m_commands.setDumpOpen(snapshot != nullptr);
    m_sidePanel->setSnapshots(m_session.snapshots(), m_session.currentIndex());
    m_breadcrumb->setSnapshot(snapshot);
    m_viewArea->setSnapshot(snapshot);
    m_inspector->setSnapshot(snapshot);
    m_overview->setSnapshot(snapshot);
    m_pages->setCurrentIndex(snapshot == nullptr ? 1 : 0);
    setWindowTitle(snapshot == nullptr ? QStringLiteral("ptscope")
                                       : QString::fromStdString(snapshot->source().label) + QStringLiteral(" – ptscope"));
    if (snapshot != nullptr) {
        m_viewArea->focusView();
    }
}

void MainWindow::openExample(const Example &example)
{
    m_exampleToPlace = example.id;
    m_opener.open({TextSource::resource(example.resource, example.id)});
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

void MainWindow::openDialog()
{
    const QStringList paths = QFileDialog::getOpenFileNames(this, tr("Open dumps"), m_session.recentFiles().paths().value(0));
    if (!paths.isEmpty()) {
        m_opener.openFiles(paths);
    }
}

void MainWindow::paste()
{
    const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
    if (mime == nullptr || !m_opener.openMime(*mime, tr("pasted text"))) {
        m_errorCard->show(tr("The clipboard holds no text"), tr("Copy dump lines, a mail with them, or a file, then paste again"));
    }
}

void MainWindow::escape()
{
    if (m_errorCard->isVisible()) {
        m_errorCard->hide();
    } else if (m_opener.isLoading()) {
        m_opener.cancel();
    } else {
        m_session.navigator().clearSelection();
    }
}

void MainWindow::showKeys()
{
    QList<CommandGroup> groups = m_commands.groups();
    groups.append({tr("Views"), m_viewArea->switchActions()});
    if (View *view = m_viewArea->currentView()) {
        groups.append({view->title(), view->viewActions()});
    }
    KeySheet(groups, this).exec();
}

void MainWindow::showNotices()
{
    auto *dialog = new NoticesDialog(m_session, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void MainWindow::showGeometry()
{
    const Document *document = m_session.current();
    if (document == nullptr) {
        return;
    }
    GeometryDialog dialog(document->asRead->geometryFinding(), document->snapshot->geometryFinding(), this);
    connect(&dialog, &GeometryDialog::applied, &m_opener, &Opener::overrideGeometry);
    connect(&dialog, &GeometryDialog::resetToText, &m_opener, &Opener::useGeometryOfText);
    dialog.exec();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (holdsSources(*event->mimeData())) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent *event)
{
    if (m_opener.openMime(*event->mimeData(), tr("dropped text"))) {
        event->acceptProposedAction();
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveLayout();
    QMainWindow::closeEvent(event);
}

} // namespace ptscope
