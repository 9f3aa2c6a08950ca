// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

#include "app/gui/appearance.h"
#include "app/gui/commands.h"
#include "app/gui/opener.h"
#include "app/gui/palette/palette_entry.h"

class QMenu;
class QSplitter;
class QStackedWidget;

namespace ptscope {

class Breadcrumb;
class CaptureDialog;
class CommandPalette;
class Comparing;
class ErrorCard;
class Inspector;
class LoadingShade;
class Overview;
class SidePanel;
class SimulatePanel;
class StartPage;
class TimeBar;
class TopBar;
class Tour;
class ViewArea;
struct Example;
struct TourStep;

/// The frame around the views: it places the panels and passes the snapshot on. Views bring their own actions, the
/// session holds the documents.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Session &session, JobRunner &jobs, Opener &opener, Appearance &appearance);
    ~MainWindow() override;

    /// At the size it was left with; the first time maximised where its frame would leave the screen.
    void showAsLeft();
    void openExample(const Example &example);
    /// Brings an example that is open to the view and the place where it shows best.
    void showExamplePlace(const Example &example);
    ViewArea &viewArea() { return *m_viewArea; }
    const Commands &commands() const { return m_commands; }
    SimulatePanel &simulatePanel() { return *m_simulate; }
    CommandPalette &palette() { return *m_palette; }
    Tour &tour() { return *m_tour; }
    bool tourWasSeen() const;
    void startTour();
    void layOutAsAtFirst();

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildWorkspace();
    void addTimeActions();
    void connectSimulation();
    void connectCommands();
    void connectWindowCommands();
    void listSnapshots();
    void connectOpener();
    void connectComparing(JobRunner &jobs);
    void showDocument();
    void showExplainer();
    void openDialog();
    void openSeriesDialog();
    void paste();
    void showCapture();
    void escape();
    void setMarker();
    void beginTour();
    std::vector<TourStep> tourSteps();
    void showKeys();
    void showPalette();
    PaletteEntries exampleEntries();
    PaletteEntries helpEntries();
    void showHelp(int topic);
    void showNotices();
    void showGeometry();
    void saveLayout() const;
    void restoreLayout();

    Session &m_session;
    JobRunner &m_jobs;
    Opener &m_opener;
    Appearance &m_appearance;
    Commands m_commands;
    TopBar *m_topBar = nullptr;
    ViewArea *m_viewArea = nullptr;
    StartPage *m_startPage = nullptr;
    QStackedWidget *m_pages = nullptr;
    QSplitter *m_splitter = nullptr;
    SidePanel *m_sidePanel = nullptr;
    Inspector *m_inspector = nullptr;
    QStackedWidget *m_explainer = nullptr; ///< the inspector, or what a view brings instead
    Comparing *m_comparing = nullptr;
    SimulatePanel *m_simulate = nullptr;
    Breadcrumb *m_breadcrumb = nullptr;
    TimeBar *m_timeBar = nullptr;
    Overview *m_overview = nullptr;
    ErrorCard *m_errorCard = nullptr;
    LoadingShade *m_shade = nullptr;
    CommandPalette *m_palette = nullptr;
    QMenu *m_menu = nullptr;
    Tour *m_tour = nullptr;
    bool m_tourWanted = false; ///< as soon as its capture is open
    quint64 m_documentShown = 0; ///< 0: none
    CaptureDialog *m_captureDialog = nullptr; ///< made when it is first asked for
    QString m_exampleToPlace; ///< id of the example whose place is still to be shown
};

} // namespace ptscope
