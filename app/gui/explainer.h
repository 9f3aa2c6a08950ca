// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include "app/gui/job_runner.h"
#include "app/gui/session.h"

namespace ptscope {

/// Reads what lies beside the dump in front, and finds whose its mappings are, on a worker: the dump is shown before.
/// Navigator::explained tells when it is known.
class Explainer : public QObject
{
    Q_OBJECT

public:
    Explainer(Session &session, JobRunner &jobs, QObject *parent = nullptr);

private:
    void explain();

    Session &m_session;
    JobRunner &m_jobs;
    QTimer m_soon;
};

} // namespace ptscope
