// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

#include "views/look/style.h"

namespace ptscope {

/// What the command line of the window asks for.
struct Arguments {
    QStringList files;
    bool series = false; ///< the files are one series over time
    int moment = 0;      ///< which snapshot of it a picture shows, counted from 1; 0: the first
    QString example; ///< id of a bundled capture
    std::optional<ThemeChoice> theme;
    std::optional<int> scalePercent;
    QString render;  ///< what to draw without a screen: id of a view, "window" or "start"
    QString output;
    bool report = false; ///< write a report instead of opening a window
    QString view; ///< in front, where a window is drawn
    QString at;   ///< what is selected in the picture: an address, a region
    QSize size{1920, 1080};
    QString replay;        ///< a chain of simulations to play on the first dump
    bool simulate = false; ///< the simulation panel stands open
    bool startupTrace = false;
};

/// Text to print and the exit code to leave with: --help, --version, a usage error.
struct EarlyExit {
    QString text;
    int code = 0;
};

/// Works without an application object, so that nothing needs a screen yet.
std::variant<Arguments, EarlyExit> parseArguments(const QStringList &arguments);

} // namespace ptscope
