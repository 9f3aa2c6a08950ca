// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "core/base/progress.h"

namespace ptscope {

/// What the honesty line shows of the job that runs.
struct JobStatus {
    QString lane;
    QString name;
    std::uint64_t done = 0;  ///< in the job's own unit, bytes read for loads
    std::uint64_t total = 0; ///< 0 when not known
};

/// The one place for background work. Jobs of one lane follow each other: a new one tells the old to stop and what the
/// old still delivers is dropped, so nothing stale ever reaches the window. Results arrive on the thread of the runner.
class JobRunner : public QObject
{
    Q_OBJECT

public:
    enum class Visibility { Shown, Quiet };
    struct Spec {
        QString lane;
        QString name; ///< for people: "Reading kernel_page_tables"
        Visibility visibility = Visibility::Shown;
        int priority = 0; ///< a higher one leaves the queue first
    };

    explicit JobRunner(QObject *parent = nullptr);
    /// Stops everything and waits for the workers, which look at their stop request at least every few milliseconds.
    ~JobRunner() override;

    /// Runs `work(Progress &)` on a worker and then `done(result)` here, unless the job was cancelled or replaced in
    /// its lane, or `context` is gone.
    template<class Work, class Done>
    void start(QObject *context, const Spec &spec, Work work, Done done)
    {
        using Outcome = std::invoke_result_t<Work &, Progress &>;
        const auto progress = begin(spec);
        const quint64 generation = m_generation;
        const auto job = std::make_shared<Work>(std::move(work));
        const auto deliver = std::make_shared<Done>(std::move(done));
        enqueue(spec, progress, [=, this, lane = spec.lane, guard = QPointer<QObject>(context)] {
            const auto outcome = std::make_shared<Outcome>((*job)(*progress));
            postToOwner([=, this] {
                if (finish(lane, generation) && guard != nullptr) {
                    (*deliver)(std::move(*outcome));
                }
                announce();
            });
        });
    }

    /// Tells the job of `lane` to stop and forgets it at once: its result will be dropped.
    void cancel(const QString &lane);
    void cancelAll();

    bool isRunning(const QString &lane) const { return m_running.contains(lane); }
    bool isBusy() const { return !m_running.isEmpty(); }
    /// The job that runs longest among those that are shown.
    std::optional<JobStatus> shown() const;

signals:
    /// A job began, ended or came further.
    void statusChanged();
    void cancelled(const QString &lane);

private:
    struct Running {
        quint64 generation = 0;
        QString name;
        Visibility visibility = Visibility::Shown;
        std::shared_ptr<Progress> progress;
    };

    std::shared_ptr<Progress> begin(const Spec &spec);
    void enqueue(const Spec &spec, const std::shared_ptr<Progress> &progress, std::function<void()> task);
    void postToOwner(std::function<void()> call);
    bool finish(const QString &lane, quint64 generation);
    void announce();

    QHash<QString, Running> m_running;
    quint64 m_generation = 0;
    QTimer m_poll;
    QThreadPool m_pool;
};

} // namespace ptscope
