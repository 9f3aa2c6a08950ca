// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands of the window do.
#include <QStackedWidget>

#include "app/gui/action_catalog.h"
#include "app/gui/bookmarks/bookmark_menu.h"
#include "app/gui/bookmarks/marker_facts.h"
#include "app/gui/capture/capture_dialog.h"
#include "app/gui/error_card.h"
#include "app/gui/examples.h"
#include "app/gui/exports.h"
#include "app/gui/filter_box.h"
#include "app/gui/geometry_dialog.h"
#include "app/gui/go_to_box.h"
#include "app/gui/help/help_dialog.h"
#include "app/gui/help/help_topics.h"
#include "app/gui/key_sheet.h"
#include "app/gui/main_window.h"
#include "app/gui/notices_dialog.h"
#include "app/gui/palette/command_palette.h"
#include "app/gui/palette/palette_contents.h"
#include "app/gui/top_bar.h"
#include "app/gui/tour/tour.h"
#include "app/gui/view_area.h"
#include "views/inspector/inspector.h"
#include "views/panels/side_panel.h"

namespace ptscope {

void MainWindow::connectCommands()
{
    Navigator &navigator = m_session.navigator();
    connect(m_commands.open, &QAction::triggered, this, &MainWindow::openDialog);
    connect(m_commands.openSeries, &QAction::triggered, this, &MainWindow::openSeriesDialog);
    connect(m_commands.capture, &QAction::triggered, this, &MainWindow::showCapture);
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
    connect(m_commands.mark, &QAction::triggered, this, &MainWindow::setMarker);
    connect(m_commands.jumpToMarker, &QAction::triggered, this, [this] { m_session.navigator().jumpToMarker(); });
    connect(m_commands.forgetMarkers, &QAction::triggered, this, [this] {
        m_session.navigator().setMarker(Mark::A, std::nullopt);
        m_session.navigator().setMarker(Mark::B, std::nullopt);
    });
    auto *bookmarks = new BookmarkMenu(m_session, m_commands.bookmark, *m_sidePanel, m_topBar->markerFacts(), this);
    m_menu->addMenu(bookmarks);
    const MarkerFacts &span = m_topBar->markerFacts();
    connect(&span, &MarkerFacts::changed, m_inspector, [this, &span] {
        m_inspector->setSpan(span.facts() ? std::optional(spanNote(*span.facts(), *m_session.snapshot())) : std::nullopt);
    });
    connect(bookmarks, &BookmarkMenu::notice, m_viewArea, &ViewArea::notice);
    connect(m_commands.copyRows, &QAction::triggered, this, [this] { emit m_viewArea->notice(copyRows(m_session)); });
    connect(m_commands.copyPicture, &QAction::triggered, this,
            [this] { emit m_viewArea->notice(copyPicture(*m_viewArea->content())); });
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
    connect(m_commands.tour, &QAction::triggered, this, &MainWindow::startTour);
    connect(m_commands.keys, &QAction::triggered, this, &MainWindow::showKeys);
    connect(m_commands.help, &QAction::triggered, this, [this] { showHelp(0); });
    connect(m_commands.palette, &QAction::triggered, this, &MainWindow::showPalette);
    connect(&m_session, &Session::currentChanged, this, &MainWindow::showDocument);
}

void MainWindow::connectWindowCommands()
{
    connect(m_commands.sidePanel, &QAction::toggled, m_sidePanel, &QWidget::setVisible);
    connect(m_commands.inspector, &QAction::toggled, m_explainer, &QWidget::setVisible);
    connect(m_commands.fullScreen, &QAction::toggled, this,
            [this](bool on) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, on)); });
    constexpr int step = 25;
    connect(m_commands.larger, &QAction::triggered, this,
            [this] { m_appearance.setScalePercent(m_appearance.scalePercent() + step); });
    connect(m_commands.smaller, &QAction::triggered, this,
            [this] { m_appearance.setScalePercent(m_appearance.scalePercent() - step); });
    connect(m_commands.normalSize, &QAction::triggered, this, [this] { m_appearance.setScalePercent(100); });
    connect(m_commands.resetLayout, &QAction::triggered, this, &MainWindow::layOutAsAtFirst);
}

void MainWindow::escape()
{
    if (m_errorCard->isVisible()) {
        m_errorCard->hide();
    } else if (m_tour->isVisible()) {
        m_tour->end();
    } else if (m_opener.isLoading()) {
        m_opener.cancel();
    } else {
        m_session.navigator().clearSelection();
    }
}

void MainWindow::setMarker()
{
    const auto selection = m_session.navigator().selection();
    if (!selection) {
        emit m_viewArea->notice(tr("Nothing is selected: a marker needs a place"));
        return;
    }
    m_session.navigator().setNextMarker(*selection);
}

void MainWindow::showKeys()
{
    KeySheet(actionCatalog(*this, m_commands, *m_viewArea), this).exec();
}

void MainWindow::showHelp(int topic)
{
    HelpDialog dialog(this);
    dialog.showTopic(topic);
    dialog.exec();
}

PaletteEntries MainWindow::helpEntries()
{
    PaletteEntries entries;
    for (const HelpTopic &topic : helpTopics()) {
        const int number = static_cast<int>(entries.size());
        entries.push_back({tr("Learn"), topic.title, tr("help page, offline"), {}, true, [this, number] { showHelp(number); }});
    }
    return entries;
}

void MainWindow::showPalette()
{
    PaletteEntries entries = actionEntries(actionCatalog(*this, m_commands, *m_viewArea), *m_viewArea);
    for (const PaletteEntries &more : {placeEntries(m_session), exampleEntries(), helpEntries()}) {
        entries.insert(entries.end(), more.begin(), more.end());
    }
    m_palette->open(std::move(entries), [this](const QString &typed) { return answersTo(typed, m_session); });
}

/// The captures that come with the program.
PaletteEntries MainWindow::exampleEntries()
{
    PaletteEntries entries;
    for (const Example &example : bundledExamples()) {
        entries.push_back({tr("Open"), tr("Bundled: %1").arg(example.title), example.id, {}, true, [this, &example] {
                               openExample(example);
                           }});
    }
    return entries;
}

void MainWindow::showCapture()
{
    if (m_captureDialog == nullptr) {
        m_captureDialog = new CaptureDialog(m_session.settings(), m_jobs, this);
        connect(m_captureDialog, &CaptureDialog::captured, this, [this](const QStringList &paths) {
            if (paths.size() > 1) {
                m_opener.openSeries(paths);
            } else {
                m_opener.openFiles(paths);
            }
        });
    }
    m_captureDialog->prepare();
    m_captureDialog->show();
    m_captureDialog->raise();
    m_captureDialog->activateWindow();
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

} // namespace ptscope
