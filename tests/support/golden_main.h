// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QTest>

#include "tests/support/golden.h"
#include "views/look/style.h"

namespace ptscope::test {

/// main() of a test of widgets as golden pictures: their fonts, no screen, the look of the window.
template <typename Test> int runWithGoldenLook(int argc, char **argv)
{
    useGoldenFonts();
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    installLook(application, ThemeChoice::Dark);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace ptscope::test
