// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/capture/capture_work.h"

#include <QCoreApplication>
#include <QFile>

#include "app/capture/capture_text.h"
#include "app/capture/series_recorder.h"
#include "app/text/capture_times.h"
#include "app/text/size_text.h"

namespace ptscope {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Capture)
};

std::string encoded(const QString &path)
{
    return QFile::encodeName(path).toStdString();
}

CaptureOutcome once(const CaptureJob &job, CaptureStatus &status, Progress &progress)
{
    const auto step = [&status](std::string_view file, std::uint64_t bytes) {
        const QString size = QString::fromStdString(byteSumText(bytes));
        status.set(file.empty() ? Texts::tr("%1 so far").arg(size)
                                : Texts::tr("Reading %1, %2 so far").arg(QString::fromUtf8(file.data(), static_cast<qsizetype>(file.size())), size));
    };
    CaptureOutcome outcome;
    const auto dump = capture(job.request, &progress, step);
    if (!dump) {
        outcome.problem = captureErrorText(dump.error());
        return outcome;
    }
    if (const auto saved = saveCapture(*dump, encoded(job.path)); !saved) {
        outcome.problem = errorText(saved.error());
        return outcome;
    }
    outcome.paths.append(job.path);
    outcome.summary = QString::fromStdString(capturedText(*dump));
    for (const std::string &table : dump->tables) {
        outcome.tables.append(QString::fromStdString(table));
    }
    return outcome;
}

CaptureOutcome series(const CaptureJob &job, CaptureStatus &status, Progress &progress)
{
    CaptureOutcome outcome;
    const SeriesPlan plan{encoded(job.path), std::chrono::seconds(job.seconds), static_cast<unsigned>(job.count)};
    int turns = 0;
    const auto taken = recordSeries(plan, job.request, progress, [&](const SeriesStep &step) {
        ++turns;
        if (step.dump) {
            outcome.paths.append(QFile::decodeName(step.path.c_str()));
            const auto took = step.dump->notes.readMilliseconds;
            const QString last = took ? Texts::tr("; the last read took %1").arg(QString::fromStdString(readDurationText(*took))) : QString();
            status.set(Texts::tr("%1 of %2 captured%3").arg(outcome.paths.size()).arg(job.count).arg(last), turns);
            return true;
        }
        outcome.problem = captureErrorText(step.dump.error());
        status.set(Texts::tr("Failed: %1").arg(QString::fromStdString(outcome.problem->what)), turns);
        // What cannot work at first will not work twenty times.
        return !outcome.paths.isEmpty();
    });
    if (!taken && taken.error().code != ErrorCode::Cancelled) {
        outcome.problem = errorText(taken.error());
    }
    outcome.summary = Texts::tr("%n captures", nullptr, static_cast<int>(outcome.paths.size()));
    return outcome;
}

} // namespace

CaptureOutcome runCapture(const CaptureJob &job, CaptureStatus &status, Progress &progress)
{
    return job.series ? series(job, status, progress) : once(job, status, progress);
}

} // namespace ptscope
