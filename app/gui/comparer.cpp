// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/comparer.h"

namespace ptscope {

Comparer::Comparer(Session &session, JobRunner &jobs, QObject *parent)
    : QObject(parent), m_session(session), m_jobs(jobs)
{
    connect(&m_session, &Session::pairChanged, this, &Comparer::update);
    connect(&m_session, &Session::documentsChanged, this, &Comparer::update);
    update();
}

bool Comparer::isCurrent(const SnapshotPtr &before, const SnapshotPtr &after, AlignBy align) const
{
    return before == m_before && after == m_after && align == m_align;
}

void Comparer::update()
{
    const auto &pair = m_session.pair();
    const Document *before = pair ? m_session.find(pair->before) : nullptr;
    const Document *after = pair ? m_session.find(pair->after) : nullptr;
    if (before == nullptr || after == nullptr) {
        m_jobs.cancel(lane());
        m_before.reset();
        m_after.reset();
        take(nullptr);
        return;
    }
    if (isCurrent(before->snapshot, after->snapshot, pair->align)) {
        return;
    }
    m_before = before->snapshot;
    m_after = after->snapshot;
    m_align = pair->align;
    m_jobs.start(
        this, {lane(), tr("Comparing two dumps")},
        [a = m_before, b = m_after, align = m_align](Progress &) { return compare(a, b, {align}); },
        [this](ComparisonPtr comparison) { take(std::move(comparison)); });
}

void Comparer::take(ComparisonPtr comparison)
{
    if (comparison != m_comparison) {
        m_comparison = std::move(comparison);
        emit comparisonChanged();
    }
}

} // namespace ptscope
