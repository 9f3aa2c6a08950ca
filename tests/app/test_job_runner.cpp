// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/job_runner.h"
#include "tests/support/patience.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <thread>

namespace ptscope {

using namespace Qt::StringLiterals;

class TestJobRunner : public QObject
{
    Q_OBJECT

private slots:
    void resultArrivesOnTheOwnersThread();
    void newJobOfALaneReplacesTheOld();
    void lanesDoNotDisturbEachOther();
    void cancelledJobStopsAndIsDropped();
    void waitingJobThatIsCancelledNeverRuns();
    void resultForADeadContextIsDropped();
    void statusTellsTheOldestShownJob();
    void progressIsPolledWhileAJobRuns();
    void destructionStopsWorkers();
    void resultMayStartTheNextJob();
};

// Works until it is told to stop, as a load does.
static int workUntilStopped(Progress &progress)
{
    while (!progress.shouldStop()) {
        std::this_thread::yield();
    }
    return -1;
}

void TestJobRunner::resultArrivesOnTheOwnersThread()
{
    JobRunner runner;
    QThread *workerThread = nullptr;
    QThread *doneThread = nullptr;
    int result = 0;
    runner.start(
        this, {u"load"_s, u"Reading"_s},
        [&](Progress &) {
            workerThread = QThread::currentThread();
            return 42;
        },
        [&](int value) {
            doneThread = QThread::currentThread();
            result = value;
        });
    QVERIFY(runner.isRunning(u"load"_s));
    QTRY_COMPARE_WITH_TIMEOUT(result, 42, patienceMs);
    QCOMPARE(doneThread, QThread::currentThread());
    QVERIFY(workerThread != QThread::currentThread());
    QVERIFY(!runner.isRunning(u"load"_s));
    QVERIFY(!runner.shown());
}

void TestJobRunner::newJobOfALaneReplacesTheOld()
{
    JobRunner runner;
    QList<int> results;
    const auto collect = [&](int value) { results.append(value); };
    QSemaphore firstBegan;
    QSemaphore first;
    QSemaphore firstEnded;
    bool firstWasStopped = false;
    runner.start(
        this, {u"load"_s, u"first"_s},
        [&](Progress &progress) {
            firstBegan.release();
            first.acquire();
            firstWasStopped = progress.shouldStop();
            firstEnded.release();
            return 1;
        },
        collect);
    // A job that is replaced before it began is not run at all.
    QVERIFY(firstBegan.tryAcquire(1, patienceMs));
    runner.start(
        this, {u"load"_s, u"second"_s}, [](Progress &) { return 2; }, collect);
    QTRY_COMPARE_WITH_TIMEOUT(results, QList<int>{2}, patienceMs);
    // The first finishes its work only now: what it brings is stale.
    first.release();
    QVERIFY(firstEnded.tryAcquire(1, patienceMs));
    QTest::qWait(100);
    QCOMPARE(results, QList<int>{2});
    QVERIFY(firstWasStopped);
}

void TestJobRunner::lanesDoNotDisturbEachOther()
{
    JobRunner runner;
    QList<int> results;
    const auto collect = [&](int value) { results.append(value); };
    QSemaphore gate;
    runner.start(
        this, {u"a"_s, u"a"_s},
        [&](Progress &) {
            gate.acquire();
            return 1;
        },
        collect);
    runner.start(
        this, {u"b"_s, u"b"_s}, [](Progress &) { return 2; }, collect);
    QTRY_COMPARE_WITH_TIMEOUT(results, QList<int>{2}, patienceMs);
    QVERIFY(runner.isRunning(u"a"_s));
    gate.release();
    QTRY_COMPARE_WITH_TIMEOUT(results, (QList<int>{2, 1}), patienceMs);
}

void TestJobRunner::cancelledJobStopsAndIsDropped()
{
    JobRunner runner;
    QSignalSpy cancelled(&runner, &JobRunner::cancelled);
    bool delivered = false;
    QSemaphore running;
    QSemaphore stopped;
    runner.start(
        this, {u"load"_s, u"Reading"_s},
        [&](Progress &progress) {
            running.release();
            const int result = workUntilStopped(progress);
            stopped.release();
            return result;
        },
        [&](int) { delivered = true; });
    running.acquire();
    runner.cancel(u"load"_s);
    QVERIFY(!runner.isRunning(u"load"_s));
    QVERIFY(!runner.shown());
    QCOMPARE(cancelled.size(), 1);
    QVERIFY(stopped.tryAcquire(1, patienceMs));
    QSignalSpy quiet(&runner, &JobRunner::statusChanged);
    QTRY_VERIFY_WITH_TIMEOUT(!quiet.isEmpty(), patienceMs);
    QVERIFY(!delivered);
    // Nothing runs: nothing more to cancel.
    runner.cancel(u"load"_s);
    QCOMPARE(cancelled.size(), 1);
}

void TestJobRunner::waitingJobThatIsCancelledNeverRuns()
{
    JobRunner runner;
    QSemaphore gate;
    const int workers = QThread::idealThreadCount() + 1;
    for (int i = 0; i < workers; ++i) {
        runner.start(
            this, {u"busy-%1"_s.arg(i), u"busy"_s},
            [&](Progress &) {
                gate.acquire();
                return 0;
            },
            [](int) {});
    }
    std::atomic<bool> ran = false;
    runner.start(
        this, {u"late"_s, u"late"_s},
        [&](Progress &) {
            ran = true;
            return 0;
        },
        [](int) {});
    runner.cancel(u"late"_s);
    gate.release(workers);
    QTRY_VERIFY_WITH_TIMEOUT(!runner.shown(), patienceMs);
    bool after = false;
    runner.start(
        this, {u"after"_s, u"after"_s}, [](Progress &) { return 0; }, [&](int) { after = true; });
    QTRY_VERIFY_WITH_TIMEOUT(after, patienceMs);
    QVERIFY(!ran);
}

void TestJobRunner::resultForADeadContextIsDropped()
{
    JobRunner runner;
    QSemaphore gate;
    bool delivered = false;
    auto context = std::make_unique<QObject>();
    runner.start(
        context.get(), {u"load"_s, u"Reading"_s},
        [&](Progress &) {
            gate.acquire();
            return 0;
        },
        [&](int) { delivered = true; });
    context.reset();
    gate.release();
    QTRY_VERIFY_WITH_TIMEOUT(!runner.isRunning(u"load"_s), patienceMs);
    QVERIFY(!delivered);
}

void TestJobRunner::statusTellsTheOldestShownJob()
{
    JobRunner runner;
    QSemaphore gate;
    QSemaphore reported;
    const auto work = [&](Progress &progress) {
        progress.total = 100;
        progress.done = 30;
        reported.release();
        gate.acquire();
        return 0;
    };
    runner.start(this, {u"thumbnail"_s, u"Drawing"_s, JobRunner::Visibility::Quiet}, work, [](int) {});
    reported.acquire();
    QVERIFY(!runner.shown());
    runner.start(this, {u"load"_s, u"Reading"_s}, work, [](int) {});
    reported.acquire();
    runner.start(this, {u"other"_s, u"Other"_s}, work, [](int) {});
    reported.acquire();
    const auto status = runner.shown();
    QVERIFY(status);
    QCOMPARE(status->lane, u"load"_s);
    QCOMPARE(status->name, u"Reading"_s);
    QCOMPARE(status->done, 30U);
    QCOMPARE(status->total, 100U);
    gate.release(3);
    QTRY_VERIFY_WITH_TIMEOUT(!runner.shown(), patienceMs);
}

void TestJobRunner::progressIsPolledWhileAJobRuns()
{
    JobRunner runner;
    QSemaphore gate;
    runner.start(
        this, {u"load"_s, u"Reading"_s},
        [&](Progress &) {
            gate.acquire();
            return 0;
        },
        [](int) {});
    QSignalSpy status(&runner, &JobRunner::statusChanged);
    QTRY_VERIFY_WITH_TIMEOUT(status.size() >= 3, patienceMs);
    gate.release();
    QTRY_VERIFY_WITH_TIMEOUT(!runner.shown(), patienceMs);
}

void TestJobRunner::destructionStopsWorkers()
{
    bool delivered = false;
    QSemaphore running;
    std::atomic<bool> stopped = false;
    {
        JobRunner runner;
        runner.start(
            this, {u"load"_s, u"Reading"_s},
            [&](Progress &progress) {
                running.release();
                workUntilStopped(progress);
                stopped = true;
                return 0;
            },
            [&](int) { delivered = true; });
        running.acquire();
    }
    QVERIFY(stopped);
    QVERIFY(!delivered);
}

void TestJobRunner::resultMayStartTheNextJob()
{
    JobRunner runner;
    int last = 0;
    runner.start(
        this, {u"load"_s, u"one"_s}, [](Progress &) { return 1; },
        [&](int first) {
            runner.start(
                this, {u"load"_s, u"two"_s}, [first](Progress &) { return first + 1; },
                [&](int second) { last = second; });
        });
    QTRY_COMPARE_WITH_TIMEOUT(last, 2, patienceMs);
}

} // namespace ptscope

QTEST_GUILESS_MAIN(ptscope::TestJobRunner)
#include "test_job_runner.moc"
