// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSettings>

#include <memory>

#include "app/gui/appearance.h"
#include "app/gui/arguments.h"
#include "app/gui/main_window.h"
#include "app/gui/startup_trace.h"

namespace ptscope {

/// Holds what outlives the window, which is made anew when the size of everything changes.
class Application : public QObject
{
    Q_OBJECT

public:
    explicit Application(const Arguments &arguments);
    ~Application() override;

    void start();

private:
    void makeWindow();
    void openWhatWasAsked();
    void simulateWhatWasAsked();

    Arguments m_arguments;
    QSettings m_settings;
    Appearance m_appearance;
    Session m_session;
    JobRunner m_jobs;
    Opener m_opener;
    StartupTrace m_trace;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace ptscope
