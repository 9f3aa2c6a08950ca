// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/application.h"

#include <QApplication>

#include "app/gui/examples.h"
#include "app/gui/simulate/simulate_panel.h"
#include "views/look/style.h"

namespace ptscope {

Application::Application(const Arguments &arguments)
    : m_arguments(arguments), m_appearance(m_settings), m_session(m_settings), m_opener(m_session, m_jobs)
{
    if (arguments.theme) {
        m_appearance.overrideTheme(*arguments.theme);
    }
    if (arguments.scalePercent) {
        m_appearance.overrideScalePercent(*arguments.scalePercent);
    }
    connect(&m_appearance, &Appearance::scaleChanged, this, &Application::makeWindow, Qt::QueuedConnection);
}

Application::~Application() = default;

void Application::start()
{
    installLook(*qApp, m_appearance.theme(), m_appearance.scalePercent() / 100.0);
    makeWindow();
    openWhatWasAsked();
}

void Application::makeWindow()
{
    if (m_window) {
        m_window->close();
    }
    m_window = std::make_unique<MainWindow>(m_session, m_jobs, m_opener, m_appearance);
    if (m_arguments.startupTrace) {
        m_trace.afterNextPaint(*m_window, [] { StartupTrace::mark("first paint"); });
    }
    m_window->showAsLeft();
}

void Application::openWhatWasAsked()
{
    if (m_arguments.startupTrace) {
        connect(&m_opener, &Opener::finished, this,
                [this] { m_trace.afterNextPaint(*m_window, [] { StartupTrace::mark("dump painted"); }); });
    }
    if (m_arguments.simulate || !m_arguments.replay.isEmpty()) {
        connect(&m_opener, &Opener::finished, this, &Application::simulateWhatWasAsked, Qt::SingleShotConnection);
    }
    if (const Example *example = exampleCalled(m_arguments.example)) {
        m_window->openExample(*example);
    }
    if (m_arguments.series) {
        m_opener.openSeries(m_arguments.files);
    } else if (m_arguments.files.size() == 2) {
        m_opener.openPair(TextSource::file(m_arguments.files[0]), TextSource::file(m_arguments.files[1]));
    } else if (!m_arguments.files.isEmpty()) {
        m_opener.openFiles(m_arguments.files);
    }
    const bool nothingAsked = m_arguments.files.isEmpty() && m_arguments.example.isEmpty() && !m_arguments.startupTrace;
    if (nothingAsked && !m_window->tourWasSeen()) {
        m_window->startTour();
    }
}

void Application::simulateWhatWasAsked()
{
    m_window->simulatePanel().playFile(m_arguments.replay);
    m_window->commands().simulate->setChecked(m_arguments.simulate && m_session.current() != nullptr);
}

} // namespace ptscope
