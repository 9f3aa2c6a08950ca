// SPDX-License-Identifier: GPL-3.0-or-later
// How the window was left, and how it is laid out at first.
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>

#include "app/gui/main_window.h"
#include "app/gui/view_area.h"
#include "views/look/type.h"
#include "views/panels/side_panel.h"

namespace ptscope {

namespace {

constexpr int sidePanelWidth = 272;
constexpr int narrowSidePanelWidth = 228;
constexpr int inspectorWidth = 360;
constexpr int leastViewWidth = 480; ///< its tools have room
constexpr QSize firstSize(1600, 960);
constexpr int frameHeight = 40; ///< what a window manager may put above and below
const QLatin1String windowGroup("window");
const QLatin1String geometryKey("geometry");
const QLatin1String panelsKey("panels");
const QLatin1String sidePanelKey("sidePanel");
const QLatin1String inspectorKey("inspector");

} // namespace

void MainWindow::saveLayout() const
{
    QSettings &settings = m_session.settings();
    settings.beginGroup(windowGroup);
    settings.setValue(geometryKey, saveGeometry());
    settings.setValue(panelsKey, m_splitter->saveState());
    settings.setValue(sidePanelKey, m_commands.sidePanel->isChecked());
    settings.setValue(inspectorKey, m_commands.inspector->isChecked());
    m_viewArea->saveSettings(settings);
    settings.endGroup();
}

void MainWindow::restoreLayout()
{
    QSettings &settings = m_session.settings();
    settings.beginGroup(windowGroup);
    if (!restoreGeometry(settings.value(geometryKey).toByteArray())) {
        resize(QSize(scaled(firstSize.width()), scaled(firstSize.height())).boundedTo(screen()->availableSize()));
    }
    if (!m_splitter->restoreState(settings.value(panelsKey).toByteArray())) {
        layOutAsAtFirst();
    }
    m_commands.sidePanel->setChecked(settings.value(sidePanelKey, true).toBool());
    m_commands.inspector->setChecked(settings.value(inspectorKey, m_commands.inspector->isChecked()).toBool());
    m_sidePanel->setVisible(m_commands.sidePanel->isChecked());
    m_explainer->setVisible(m_commands.inspector->isChecked());
    m_viewArea->restoreSettings(settings);
    settings.endGroup();
}

void MainWindow::showAsLeft()
{
    const QSettings &settings = m_session.settings();
    const bool shownBefore = settings.contains(windowGroup + QLatin1Char('/') + geometryKey);
    const QSize room = screen()->availableSize() - QSize(0, scaled(frameHeight));
    !shownBefore && (height() > room.height() || width() >= room.width()) ? showMaximized() : show();
}

/// On a small screen, or at a large scale, the view comes first: the inspector waits for its key.
void MainWindow::layOutAsAtFirst()
{
    const int beside = width() - scaled(sidePanelWidth) - scaled(inspectorWidth);
    const bool both = beside >= scaled(leastViewWidth);
    const int side = scaled(both ? sidePanelWidth : narrowSidePanelWidth);
    m_splitter->setSizes({side, std::max(1, width() - side - scaled(inspectorWidth)), scaled(inspectorWidth), scaled(inspectorWidth)});
    m_commands.sidePanel->setChecked(true);
    m_commands.inspector->setChecked(both);
}

} // namespace ptscope
