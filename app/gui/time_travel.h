// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>

#include "app/gui/job_runner.h"
#include "app/gui/session.h"

namespace ptscope {

class TimeBar;

/// Between the time bar and the session: materialises the snapshots of a series on a worker and says where the selected range
/// changed. One snapshot is made at a time; of those asked for meanwhile only the last counts, so that a fast scrubber
/// neither blocks nor starves.
class TimeTravel : public QObject
{
    Q_OBJECT

public:
    TimeTravel(Session &session, JobRunner &jobs, TimeBar &bar, QObject *parent = nullptr);

private:
    static QString lane() { return QStringLiteral("series"); }
    static QString rangeLane() { return QStringLiteral("series-range"); }
    void showDocument();
    void go(MomentIndex moment);
    void lookAtSelection();

    Session &m_session;
    JobRunner &m_jobs;
    TimeBar &m_bar;
    std::optional<MomentIndex> m_next; ///< asked for while another is being made
    quint64 m_document = 0;
};

} // namespace ptscope
