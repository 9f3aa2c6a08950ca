// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/time_travel.h"

#include "core/series/range_history.h"
#include "views/timeline/time_bar.h"

namespace ptscope {

namespace {

/// A geometry that the user chose holds for every moment.
std::optional<GeometryFinding> chosenGeometry(const Document &document)
{
    const GeometryFinding &finding = document.snapshot->geometryFinding();
    return finding.overridden ? std::optional(finding) : std::nullopt;
}

} // namespace

TimeTravel::TimeTravel(Session &session, JobRunner &jobs, TimeBar &bar, QObject *parent)
    : QObject(parent), m_session(session), m_jobs(jobs), m_bar(bar)
{
    connect(&m_session, &Session::currentChanged, this, &TimeTravel::showDocument);
    connect(&m_session.navigator(), &Navigator::selectionChanged, this, &TimeTravel::lookAtSelection);
    connect(&m_bar, &TimeBar::momentRequested, this, &TimeTravel::go);
    showDocument();
}

void TimeTravel::showDocument()
{
    const Document *document = m_session.current();
    const quint64 id = document == nullptr ? 0 : document->id;
    const bool another = id != m_document;
    if (another) {
        m_document = id;
        m_next.reset();
        m_jobs.cancel(lane());
    }
    m_bar.setSeries(document == nullptr ? nullptr : document->series, document == nullptr ? 0 : document->moment);
    if (another) {
        lookAtSelection();
    }
}

void TimeTravel::go(MomentIndex moment)
{
    const Document *document = m_session.current();
    if (document == nullptr || document->series == nullptr) {
        return;
    }
    if (m_jobs.isRunning(lane())) {
        m_next = moment;
        return;
    }
    if (moment == document->moment) {
        return;
    }
    m_jobs.start(
        this, {lane(), tr("Going to snapshot %1").arg(moment + 1), JobRunner::Visibility::Quiet, 2},
        [series = document->series, moment, geometry = chosenGeometry(*document)](Progress &) {
            const SnapshotPtr snapshot = series->snapshot(moment);
            return geometry ? snapshot->withGeometry(*geometry) : snapshot;
        },
        [this, id = document->id, moment](const SnapshotPtr &snapshot) {
            m_session.showMoment(id, moment, snapshot);
            if (const auto next = std::exchange(m_next, std::nullopt)) {
                go(*next);
            }
        });
}

void TimeTravel::lookAtSelection()
{
    const Document *document = m_session.current();
    const auto selection = m_session.navigator().selection();
    m_jobs.cancel(rangeLane());
    if (document == nullptr || document->series == nullptr || !selection) {
        m_bar.setRangeChanges(std::nullopt);
        return;
    }
    m_jobs.start(
        this, {rangeLane(), tr("Looking for changes of the selection"), JobRunner::Visibility::Quiet, 1},
        [series = document->series, query = RangeQuery{*selection, document->moment, true}](Progress &) {
            return changesOf(*series, query);
        },
        [this](std::vector<RangeChange> changes) { m_bar.setRangeChanges(std::move(changes)); });
}

} // namespace ptscope
