// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/job_runner.h"

#include <chrono>

namespace ptscope {

namespace {

constexpr std::chrono::milliseconds pollInterval{60};

} // namespace

JobRunner::JobRunner(QObject *parent) : QObject(parent)
{
    // One more than there are cores: a job that waits for a slow disk must not hold up the next one.
    m_pool.setMaxThreadCount(QThread::idealThreadCount() + 1);
    m_poll.setInterval(pollInterval);
    connect(&m_poll, &QTimer::timeout, this, &JobRunner::statusChanged);
}

JobRunner::~JobRunner()
{
    for (const Running &running : std::as_const(m_running)) {
        running.progress->requestStop();
    }
    m_pool.clear();
    m_pool.waitForDone();
}

std::shared_ptr<Progress> JobRunner::begin(const Spec &spec)
{
    if (const auto old = m_running.constFind(spec.lane); old != m_running.constEnd()) {
        old->progress->requestStop();
    }
    auto progress = std::make_shared<Progress>();
    m_running.insert(spec.lane, {++m_generation, spec.name, spec.visibility, progress});
    return progress;
}

void JobRunner::enqueue(const Spec &spec, const std::shared_ptr<Progress> &progress, std::function<void()> task)
{
    m_pool.start(
        [progress, task = std::move(task)] {
            if (!progress->shouldStop()) {
                task();
            }
        },
        spec.priority);
    announce();
}

void JobRunner::postToOwner(std::function<void()> call)
{
    QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
}

bool JobRunner::finish(const QString &lane, quint64 generation)
{
    const auto job = m_running.constFind(lane);
    if (job == m_running.constEnd() || job->generation != generation) {
        return false;
    }
    m_running.erase(job);
    return true;
}

void JobRunner::cancel(const QString &lane)
{
    const auto job = m_running.constFind(lane);
    if (job == m_running.constEnd()) {
        return;
    }
    job->progress->requestStop();
    m_running.erase(job);
    emit cancelled(lane);
    announce();
}

void JobRunner::cancelAll()
{
    const QList<QString> lanes = m_running.keys();
    for (const QString &lane : lanes) {
        cancel(lane);
    }
}

std::optional<JobStatus> JobRunner::shown() const
{
    std::optional<JobStatus> status;
    quint64 oldest = 0;
    for (auto job = m_running.constBegin(); job != m_running.constEnd(); ++job) {
        if (job->visibility == Visibility::Shown && (!status || job->generation < oldest)) {
            oldest = job->generation;
            status = JobStatus{job.key(), job->name, job->progress->done.load(std::memory_order_relaxed),
                               job->progress->total.load(std::memory_order_relaxed)};
        }
    }
    return status;
}

void JobRunner::announce()
{
    if (!shown()) {
        m_poll.stop();
    } else if (!m_poll.isActive()) {
        m_poll.start();
    }
    emit statusChanged();
}

} // namespace ptscope
