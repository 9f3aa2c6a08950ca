// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include "app/gui/main_window.h"
#include "tests/support/load_capture.h"

namespace ptscope::test {

/// The whole window with settings of its own, made anew for each test.
class TestWindow
{
public:
    TestWindow()
        : settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat), session(settings),
          opener(session, jobs), appearance(settings), window(session, jobs, opener, appearance)
    {
        window.resize(1366, 768);
    }
    explicit TestWindow(const std::string &capture) : TestWindow()
    {
        session.add({loadCapture(capture)});
        window.show();
    }

    QTemporaryDir folder;
    QSettings settings;
    Session session;
    JobRunner jobs;
    Opener opener;
    Appearance appearance;
    MainWindow window;
};

} // namespace ptscope::test
