// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/explainer.h"

namespace ptscope {

Explainer::Explainer(Session &session, JobRunner &jobs, QObject *parent) : QObject(parent), m_session(session), m_jobs(jobs)
{
    connect(&m_session, &Session::currentChanged, this, &Explainer::explain);
    explain();
}

void Explainer::explain()
{
    const SnapshotPtr snapshot = m_session.snapshot();
    if (snapshot == nullptr || snapshot->isExplained()) {
        return;
    }
    const JobRunner::Spec spec{QStringLiteral("explain"), tr("Reading what lies beside the dump"), JobRunner::Visibility::Quiet, 0};
    m_jobs.start(
        this, spec,
        [snapshot](Progress &) {
            snapshot->owners();
            return snapshot;
        },
        [this](const SnapshotPtr &explained) {
            if (explained == m_session.snapshot()) {
                m_session.navigator().tellExplained();
            }
        });
}

} // namespace ptscope
