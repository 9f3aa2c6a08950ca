// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/report_export.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileDialog>
#include <QMessageBox>

#include "app/capture/atomic_file.h"
#include "app/gui/exports.h"
#include "app/gui/job_runner.h"
#include "app/gui/render.h"
#include "app/gui/view_picture.h"
#include "app/gui/session.h"
#include "app/text/diagnostic_text.h"

namespace ptscope {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(ReportExport)
};

Result<void> save(const std::string &path, const std::string &html)
{
    return saveAtomically(path, [&html](const auto &sink) { return sink(html); });
}

std::string htmlOf(const SnapshotPtr &snapshot, const ComparisonPtr &comparison,
                   const std::vector<ReportPicture> &pictures)
{
    return comparison != nullptr && comparison->diff ? reportOf(*comparison, pictures) : reportOf(snapshot, pictures);
}

} // namespace

std::optional<ReportPicture> pictureOf(QWidget &view, const QString &title)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!writeSvg(view, buffer)) {
        return std::nullopt;
    }
    // Inside HTML there is neither an XML declaration nor a document type.
    const qsizetype begin = buffer.data().indexOf("<svg");
    return begin < 0 ? std::nullopt
                     : std::optional(ReportPicture{title.toStdString(), buffer.data().mid(begin).toStdString()});
}

void exportReportWithDialog(Session &session, const ComparisonPtr &comparison, JobRunner &jobs, QWidget &window,
                            std::vector<ReportPicture> pictures)
{
    const SnapshotPtr snapshot = session.snapshot();
    if (snapshot == nullptr) {
        return;
    }
    const QString path = QFileDialog::getSaveFileName(&window, Texts::tr("Export report"), QStringLiteral("report.html"),
                                                      QStringLiteral("HTML (*.html)"));
    if (path.isEmpty()) {
        return;
    }
    jobs.start(
        &window, {QStringLiteral("report"), Texts::tr("Writing the report")},
        [snapshot, comparison, pictures = std::move(pictures), path](Progress &) {
            return save(path.toStdString(), htmlOf(snapshot, comparison, pictures));
        },
        [&window](const Result<void> &saved) {
            if (!saved) {
                QMessageBox::warning(&window, Texts::tr("Export report"),
                                     QString::fromStdString(saved.error().subject + ": " + errorText(saved.error()).what));
            }
        });
}

int writeReport(const Arguments &arguments)
{
    const LoadOutcome outcome = loadForFile(arguments);
    if (outcome.snapshots.empty() || !outcome.errors.empty()) {
        return 2; // a report about one of two would pass for what was asked
    }
    const auto subject = replayed(outcome.snapshots.front(), arguments.replay);
    if (!subject) {
        return complainOnStderr(QString::fromStdString(subject.error().subject + ": " + errorText(subject.error()).what));
    }
    ComparisonPtr comparison;
    if (outcome.snapshots.size() == 2) {
        comparison = compare(*subject, outcome.snapshots.back());
        if (comparison->refusal) {
            return complainOnStderr(QString::fromStdString(comparison->refusal->detail));
        }
    }
    std::vector<ReportPicture> pictures;
    const QString view = comparison == nullptr ? QStringLiteral("map") : QStringLiteral("diff");
    drawView({view, arguments.size, {}, arguments.replay}, outcome, [&](QWidget &drawn) {
        if (auto picture = pictureOf(drawn, Texts::tr("As the window draws it"))) {
            pictures.push_back(std::move(*picture));
        }
        return 0;
    });
    const auto saved = save(arguments.output.toStdString(), htmlOf(*subject, comparison, pictures));
    return saved ? 0 : complainOnStderr(QString::fromStdString(saved.error().subject + ": " + errorText(saved.error()).what));
}

} // namespace ptscope
