// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>

#include <cstdio>

#include "app/gui/application.h"
#include "app/gui/examples.h"
#include "app/gui/render.h"
#include "app/gui/report_export.h"

namespace {

int leave(const ptscope::EarlyExit &exit)
{
    std::fputs(qPrintable(exit.text), exit.code == 0 ? stdout : stderr);
    return exit.code;
}

bool hasScreen()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
        || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

QStringList argumentList(int argc, char **argv)
{
    QStringList out;
    for (int i = 0; i < argc; ++i) {
        out.append(QString::fromLocal8Bit(argv[i]));
    }
    return out;
}

} // namespace

int main(int argc, char **argv)
{
    using namespace ptscope;
    const auto parsed = parseArguments(argumentList(argc, argv));
    if (const auto *exit = std::get_if<EarlyExit>(&parsed)) {
        return leave(*exit);
    }
    const Arguments &arguments = std::get<Arguments>(parsed);
    if (!arguments.example.isEmpty() && exampleCalled(arguments.example) == nullptr) {
        return leave({QStringLiteral("ptscope: there is no bundled example %1\n").arg(arguments.example), 2});
    }
    const bool toFile = !arguments.render.isEmpty() || arguments.report;
    if (toFile) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    } else if (!hasScreen()) {
        // Qt would abort here without a word about what to do.
        return leave({QStringLiteral("ptscope: no screen: neither DISPLAY nor WAYLAND_DISPLAY is set; "
                                     "--render VIEW -o OUT.png draws without one, ptscope-cli answers in text\n"),
                      2});
    }
    QApplication app(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("ptscope"));
    QCoreApplication::setApplicationName(QStringLiteral("ptscope"));
    if (toFile) {
        const ThemeChoice theme = arguments.report ? ThemeChoice::Light : ThemeChoice::Dark; // paper
        installLook(app, arguments.theme.value_or(theme), arguments.scalePercent.value_or(100) / 100.0);
        return arguments.report ? writeReport(arguments) : render(arguments);
    }
    Application application(arguments);
    application.start();
    return QApplication::exec();
}
