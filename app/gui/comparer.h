// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "app/gui/job_runner.h"
#include "app/gui/session.h"
#include "core/diff/comparison.h"

namespace ptscope {

/// Compares the pair of the session on a worker, again whenever one of the two is shown otherwise. Without a pair, and while
/// somebody looks: the snapshot of a series that is in front with the one before it.
class Comparer : public QObject
{
    Q_OBJECT

public:
    Comparer(Session &session, JobRunner &jobs, QObject *parent = nullptr);

    /// Null while there is no pair; while one is being compared, the last of the same pair.
    const ComparisonPtr &comparison() const { return m_comparison; }
    bool isBusy() const { return m_jobs.isRunning(lane()); }
    void followSeries(bool wanted);

signals:
    void comparisonChanged();

private:
    static QString lane() { return QStringLiteral("diff"); }
    void update();
    void compareMoments();
    void forget();
    void take(ComparisonPtr comparison);
    bool isCurrent(const SnapshotPtr &before, const SnapshotPtr &after, AlignBy align) const;

    Session &m_session;
    JobRunner &m_jobs;
    ComparisonPtr m_comparison;
    SnapshotPtr m_before; ///< what was last asked for
    SnapshotPtr m_after;
    AlignBy m_align = AlignBy::Detect;
    bool m_followsSeries = false;
};

} // namespace ptscope
