// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/series/series.h"
#include "core/snapshot/snapshot.h"

class QMimeData;

namespace ptscope {

/// One text to open: a file, a bundled resource, or bytes at hand.
struct TextSource {
    enum class Kind : std::uint8_t { File, Resource, Bytes };
    Kind kind = Kind::File;
    QString path;     ///< of the file or the resource
    QString label;    ///< how lists and messages call it
    QByteArray bytes; ///< only for Bytes

    static TextSource file(const QString &path);
    static TextSource resource(const QString &path, const QString &label);
    static TextSource text(const QString &text, const QString &label);
};

/// What a drop or the clipboard holds: files, a path written as text, or the text of a dump. Empty when none of them.
std::vector<TextSource> sourcesIn(const QMimeData &mime, const QString &labelOfText);
bool holdsSources(const QMimeData &mime);

/// What a load brought: the dumps in order, and why the rest could not be opened.
struct LoadOutcome {
    std::vector<SnapshotPtr> snapshots;
    std::vector<Error> errors;
    QStringList openedFiles;
    std::int64_t milliseconds = 0;
};

/// What the load of a series brought: a series with its first snapshot, or a reason why not.
struct SeriesOutcome {
    SeriesPtr series;
    SnapshotPtr first;
    std::vector<Error> errors; ///< also what was left out, though the series stands: no dump, unreadable, another geometry
    std::int64_t milliseconds = 0;
};

/// A folder that holds one capture and nothing else, or two of one capture each (before and after): no series. Looks into
/// the folders.
bool areCaptures(const QStringList &folders);

/// Reads a folder or several files as one series. Runs on a worker.
SeriesOutcome loadSeriesOf(const QStringList &paths, Progress &progress);

/// Reads the sources one after the other. Runs on a worker.
LoadOutcome load(const std::vector<TextSource> &sources, Progress &progress);

} // namespace ptscope
