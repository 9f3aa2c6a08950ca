// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>
#include <QString>
#include <QStringList>

#include <array>

#include "app/capture/capture.h"

namespace ptscope {

/// What the capture dialog asks for, and remembers from one start to the next.
struct CaptureForm {
    enum Kind : int { Local, Ssh, Adb, Command };
    static constexpr int kinds = 4;

    int kind = Ssh;
    std::array<QStringList, kinds> used; ///< hosts, serial numbers, commands that worked, the last in front
    std::array<QString, kinds> name;     ///< what is typed now
    QString table; ///< relative to debugfs; empty: the kernel's own, wherever it lies
    bool companions = true;
    bool symbols = true;
    bool series = false;
    int seconds = 5;
    int count = 20;
    QString folder;

    static CaptureForm from(const QSettings &settings);
    void keepIn(QSettings &settings) const;
    /// Puts what is typed in front of what was used.
    void remember();

    /// As the command line spells it: "ssh:board".
    QString source() const;
    /// Fails with BadArgument while something is missing or cannot be used.
    Result<CaptureRequest> request() const;
    /// A name that tells source and time; for a series a folder.
    QString proposedPath() const;
};

} // namespace ptscope
