// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>

#include <functional>

#include "app/gui/text_source.h"

class QWidget;

namespace ptscope {

class Navigator;

/// Runs the event loop until `settled` holds; false when it does not within two minutes.
bool waitUntil(const std::function<bool()> &settled);
/// One sentence on standard error; returns the exit code for it.
int complainOnStderr(const QString &what);
/// Selects the run at the place asked for, a region as a whole. False when there is no such place; nothing asked is true.
bool selectPlace(Navigator &navigator, const Snapshot &snapshot, const QString &at);

struct ViewPicture {
    QString view; ///< id
    QSize size;
    QString at;     ///< what is selected: an address, a region, region+offset; may be empty
    QString replay; ///< file with a chain of simulations that is played first; may be empty
};

/// The dump after the saved chain of simulations at `path`; itself where that is empty.
Result<SnapshotPtr> replayed(const SnapshotPtr &base, const QString &path);

/// Lays a view out without a screen, compares where two dumps were read, and hands it to `done` when it has come to rest.
/// Returns what `done` returns, or the exit code of what went wrong, which stands on standard error.
int drawView(const ViewPicture &wanted, const LoadOutcome &outcome, const std::function<int(QWidget &)> &done);

} // namespace ptscope
