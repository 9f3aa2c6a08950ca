// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/explainer.h"

namespace ptscope {

namespace {

/// The dump itself is painted first: reading a hundred times its bytes beside it would take a core and memory from that.
constexpr int momentMs = 60;

} // namespace

Explainer::Explainer(Session &session, JobRunner &jobs, QObject *parent) : QObject(parent), m_session(session), m_jobs(jobs)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(momentMs);
    connect(&m_soon, &QTimer::timeout, this, &Explainer::explain);
    connect(&m_session, &Session::currentChanged, &m_soon, qOverload<>(&QTimer::start));
    m_soon.start();
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
