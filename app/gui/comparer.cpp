// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/comparer.h"

namespace ptscope {

Comparer::Comparer(Session &session, JobRunner &jobs, QObject *parent)
    : QObject(parent), m_session(session), m_jobs(jobs)
{
    connect(&m_session, &Session::pairChanged, this, &Comparer::update);
    connect(&m_session, &Session::documentsChanged, this, &Comparer::update);
    connect(&m_session, &Session::currentChanged, this, &Comparer::update);
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
        compareMoments();
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

void Comparer::followSeries(bool wanted)
{
    if (wanted != m_followsSeries) {
        m_followsSeries = wanted;
        update();
    }
}

void Comparer::compareMoments()
{
    const Document *document = m_session.current();
    if (!m_followsSeries || document == nullptr || document->series == nullptr || document->moment == 0) {
        forget();
        return;
    }
    if (m_before == nullptr && m_after == document->snapshot) {
        return;
    }
    m_before.reset(); // made by the worker
    m_after = document->snapshot;
    m_jobs.start(
        this, {lane(), tr("Comparing with the snapshot before"), JobRunner::Visibility::Quiet, 1},
        [series = document->series, earlier = document->moment - 1, after = m_after](Progress &) {
            const SnapshotPtr before = series->snapshot(earlier);
            const bool sameGeometry = before->geometry() == after->geometry();
            return compare(sameGeometry ? before : before->withGeometry(after->geometryFinding()), after);
        },
        [this](ComparisonPtr comparison) { take(std::move(comparison)); });
}

void Comparer::forget()
{
    m_jobs.cancel(lane());
    m_before.reset();
    m_after.reset();
    take(nullptr);
}

void Comparer::take(ComparisonPtr comparison)
{
    if (comparison != m_comparison) {
        m_comparison = std::move(comparison);
        emit comparisonChanged();
    }
}

} // namespace ptscope
