// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include <vector>

#include "app/gui/job_runner.h"
#include "app/gui/session.h"
#include "app/gui/text_source.h"

namespace ptscope {

/// Turns files, drops and pasted text into documents of the session. One load at a time: a new one replaces the old.
class Opener : public QObject
{
    Q_OBJECT

public:
    Opener(Session &session, JobRunner &jobs, QObject *parent = nullptr);

    bool isLoading() const { return m_jobs.isRunning(lane()); }
    void open(const std::vector<TextSource> &sources);
    /// Forgets what is being read; what is open stays.
    void cancel() { m_jobs.cancel(lane()); }
    void openFiles(const QStringList &paths);
    /// Opens two texts and compares them, the first as the earlier one.
    void openPair(const TextSource &before, const TextSource &after);
    /// Opens a text and compares it with what is open, which counts as the earlier one.
    void openBeside(quint64 before, const TextSource &after);
    /// A folder or several files as one document over time. open() does the same with folders,
    /// but two that hold one capture each it opens as a pair.
    void openSeries(const QStringList &paths);
    /// False when there is nothing in it to open.
    bool openMime(const QMimeData &mime, const QString &labelOfText);
    /// The same to compare: two texts with each other, one with what is open, which counts as the earlier one.
    bool openMimeBeside(quint64 before, const QMimeData &mime, const QString &labelOfText);

    /// Shows the current document under `geometry`, or (null) under what its text tells.
    void overrideGeometry(const PagingGeometry &geometry);
    void useGeometryOfText();

signals:
    void started();
    /// Ends a load that was not cancelled. What could not be opened stands in `errors`; the rest is in the session.
    void finished(const std::vector<ptscope::Error> &errors);
    void cancelled();

private:
    struct PairWish {
        std::optional<quint64> before; ///< nothing: the first of the two texts that are read
    };

    static QString lane() { return QStringLiteral("load"); }
    void read(const std::vector<TextSource> &sources, std::optional<PairWish> wish);
    void readTexts(const std::vector<TextSource> &sources, std::optional<PairWish> wish);
    void openFolders(const QStringList &paths);
    void deliver(const LoadOutcome &outcome, const std::optional<PairWish> &wish);
    void pairUp(const LoadOutcome &outcome, const PairWish &wish);
    void deliverSeries(const SeriesOutcome &outcome);
    void reread(const Document &document, const PagingGeometry &geometry);

    Session &m_session;
    JobRunner &m_jobs;
};

} // namespace ptscope
