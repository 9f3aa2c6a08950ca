// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/arguments.h"

#include <QCommandLineParser>

#include "app/gui/appearance.h"

namespace ptscope {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Arguments)
};

constexpr int smallestSide = 100;
constexpr int largestSide = 16384;

std::optional<QSize> sizeIn(const QString &text)
{
    const QStringList sides = text.split(QLatin1Char('x'));
    const QSize size(sides.value(0).toInt(), sides.value(1).toInt());
    const bool sane = sides.size() == 2 && size.width() >= smallestSide && size.height() >= smallestSide
        && size.width() <= largestSide && size.height() <= largestSide;
    return sane ? std::optional(size) : std::nullopt;
}

EarlyExit usageError(const QString &what)
{
    return {QStringLiteral("ptscope: %1; --help tells more\n").arg(what), 2};
}

std::optional<EarlyExit> readLook(const QCommandLineParser &parser, Arguments &out)
{
    if (parser.isSet(QStringLiteral("theme"))) {
        out.theme = themeChoiceNamed(parser.value(QStringLiteral("theme")));
        if (!out.theme) {
            return usageError(Texts::tr("--theme takes dark, light or system"));
        }
    }
    if (parser.isSet(QStringLiteral("scale"))) {
        out.scalePercent = parser.value(QStringLiteral("scale")).toInt();
        if (*out.scalePercent < Appearance::smallestPercent || *out.scalePercent > Appearance::largestPercent) {
            return usageError(Texts::tr("--scale takes 100 to 300"));
        }
    }
    return std::nullopt;
}

std::optional<EarlyExit> readRender(const QCommandLineParser &parser, Arguments &out)
{
    out.render = parser.value(QStringLiteral("render"));
    out.output = parser.value(QStringLiteral("o"));
    const auto size = sizeIn(parser.value(QStringLiteral("size")));
    if (!size) {
        return usageError(Texts::tr("--size takes WIDTHxHEIGHT, 100 to 16384 each"));
    }
    out.size = *size;
    out.view = parser.value(QStringLiteral("view"));
    out.at = parser.value(QStringLiteral("at"));
    if (out.render.isEmpty() && !(out.view.isEmpty() && out.at.isEmpty())) {
        return usageError(Texts::tr("--view and --at belong to --render"));
    }
    out.report = parser.isSet(QStringLiteral("report"));
    if ((out.render.isEmpty() && !out.report) != out.output.isEmpty()) {
        return usageError(Texts::tr("--render VIEW and -o OUT.png belong together, and so do --report and -o OUT.html"));
    }
    if (out.report && !out.render.isEmpty()) {
        return usageError(Texts::tr("--render or --report, not both"));
    }
    return std::nullopt;
}

} // namespace

std::variant<Arguments, EarlyExit> parseArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(Texts::tr("Shows a Linux kernel's page tables from what ptdump prints."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("FILE"), Texts::tr("Dumps to open, plain or compressed, whole or damaged, or folders of a capture; exactly two are compared, a folder of many dumps is a series"),
                                 QStringLiteral("[FILE...]"));
    parser.addOptions({
        {QStringLiteral("example"), Texts::tr("Open a bundled real capture."), QStringLiteral("ID")},
        {QStringLiteral("series"), Texts::tr("Open the files, or a folder of them, as one series over time.")},
        {QStringLiteral("moment"), Texts::tr("Which snapshot of a series --render window shows, counted from 1."), QStringLiteral("N")},
        {QStringLiteral("theme"), Texts::tr("dark, light or system, for this run."), QStringLiteral("THEME")},
        {QStringLiteral("scale"), Texts::tr("Size of everything in percent, 100 to 300, for this run."), QStringLiteral("PERCENT")},
        {QStringLiteral("render"), Texts::tr("Draw map, layout, stripes, tree, table, diff, charts, window, start or tour without a screen."), QStringLiteral("VIEW")},
        {QStringLiteral("report"), Texts::tr("Write one HTML file about FILE, or about what changed between two, without a screen.")},
        {QStringLiteral("o"), Texts::tr("Where --render writes its picture (PNG, or SVG where the name ends so) or --report its page."), QStringLiteral("OUT.png")},
        {QStringLiteral("size"), Texts::tr("Size of that picture."), QStringLiteral("WxH"), QStringLiteral("1920x1080")},
        {QStringLiteral("view"), Texts::tr("View in front in a picture of the window."), QStringLiteral("VIEW")},
        {QStringLiteral("at"), Texts::tr("What is selected in that picture: an address, a region, region+offset."), QStringLiteral("PLACE")},
        {QStringLiteral("replay"), Texts::tr("Play a saved chain of simulations on the first dump."), QStringLiteral("CHAIN.json")},
        {QStringLiteral("simulate"), Texts::tr("Open with the simulation panel.")},
        {QStringLiteral("startup-trace"), Texts::tr("Print milliseconds to the first paint.")},
    });
    if (!parser.parse(arguments)) {
        return usageError(parser.errorText());
    }
    if (parser.isSet(help)) {
        // Qt knows the program's name only once there is an application, which --help needs no screen for.
        return EarlyExit{parser.helpText().replace(QStringLiteral("<executable_name>"), QStringLiteral("ptscope")), 0};
    }
    if (parser.isSet(version)) {
        return EarlyExit{QStringLiteral("ptscope " PTSCOPE_VERSION "\n"), 0};
    }
    Arguments out;
    out.files = parser.positionalArguments();
    out.series = parser.isSet(QStringLiteral("series"));
    out.moment = parser.value(QStringLiteral("moment")).toInt();
    out.example = parser.value(QStringLiteral("example"));
    out.replay = parser.value(QStringLiteral("replay"));
    out.simulate = parser.isSet(QStringLiteral("simulate"));
    out.startupTrace = parser.isSet(QStringLiteral("startup-trace"));
    if (const auto problem = readLook(parser, out)) {
        return *problem;
    }
    if (const auto problem = readRender(parser, out)) {
        return *problem;
    }
    return out;
}

} // namespace ptscope
