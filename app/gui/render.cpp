// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/render.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>

#include "app/gui/examples.h"
#include "app/gui/exports.h"
#include "app/gui/main_window.h"
#include "app/gui/simulate/simulate_panel.h"
#include "app/gui/tour/tour.h"
#include "app/gui/view_area.h"
#include "app/gui/view_picture.h"
#include "app/text/diagnostic_text.h"
#include "views/common/view.h"

namespace ptscope {

namespace {

int save(QWidget &widget, const QString &path)
{
    const auto problem = writePicture(widget, path);
    return problem ? complainOnStderr(*problem) : 0;
}

std::vector<TextSource> sourcesOf(const Arguments &arguments)
{
    std::vector<TextSource> sources;
    if (const Example *example = exampleCalled(arguments.example)) {
        if (const Example *before = exampleCalled(example->against)) {
            sources.push_back(TextSource::resource(before->resource, before->id));
        }
        sources.push_back(TextSource::resource(example->resource, example->id));
    }
    for (const QString &file : arguments.files) {
        sources.push_back(TextSource::file(file));
    }
    return sources;
}

void tellErrors(const LoadOutcome &outcome)
{
    for (const Error &error : outcome.errors) {
        const ErrorText text = errorText(error);
        complainOnStderr(
            QString::fromStdString(error.subject + ": " + text.what + (text.hint.empty() ? "" : "; " + text.hint)));
    }
    if (outcome.snapshots.empty() && outcome.errors.empty()) {
        complainOnStderr(QStringLiteral("a FILE or --example ID is needed"));
    }
}

/// What the pictures show: dumps, or one moment of a series.
struct Opened {
    LoadOutcome dumps;
    SeriesPtr series;
    MomentIndex moment = 0;
};

bool asksForSeries(const Arguments &arguments)
{
    const auto isDir = [](const QString &file) { return QFileInfo(file).isDir(); };
    const bool folders = !arguments.files.isEmpty() && std::all_of(arguments.files.begin(), arguments.files.end(), isDir);
    return arguments.series || (folders && !areCaptures(arguments.files));
}

Opened openFor(const Arguments &arguments)
{
    Opened out;
    Progress progress;
    if (!asksForSeries(arguments)) {
        out.dumps = load(sourcesOf(arguments), progress);
        return out;
    }
    const SeriesOutcome outcome = loadSeriesOf(arguments.files, progress);
    out.dumps.errors = outcome.errors;
    if (outcome.series != nullptr) {
        out.series = outcome.series;
        out.moment = static_cast<MomentIndex>(std::clamp(arguments.moment, 1, static_cast<int>(outcome.series->size()))) - 1;
        out.dumps.snapshots = {outcome.series->snapshot(out.moment)};
    }
    return out;
}

int renderWindow(const Arguments &arguments, const Opened &opened)
{
    // Settings of its own: a picture does not depend on how the window was left.
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    Session session(settings);
    JobRunner jobs;
    Opener opener(session, jobs);
    Appearance appearance(settings);
    MainWindow window(session, jobs, opener, appearance);
    window.setAttribute(Qt::WA_DontShowOnScreen);
    window.resize(arguments.size);
    window.show();
    window.layOutAsAtFirst();
    if (opened.series != nullptr) {
        session.addSeries(opened.series, opened.series->snapshot(0));
        session.showMoment(session.current()->id, opened.moment, opened.dumps.snapshots.front());
    } else {
        session.add(opened.dumps.snapshots);
        if (opened.dumps.snapshots.size() == 2) {
            const auto &both = opened.dumps.snapshots;
            session.choosePair(session.find(both.front())->id, session.find(both.back())->id);
        }
    }
    if (const Example *example = exampleCalled(arguments.example)) {
        window.showExamplePlace(*example);
    }
    if (!arguments.view.isEmpty() && !window.viewArea().showView(arguments.view)) {
        return complainOnStderr(QStringLiteral("there is no view %1").arg(arguments.view));
    }
    const SnapshotPtr inFront = session.snapshot();
    if (inFront != nullptr && !selectPlace(session.navigator(), *inFront, arguments.at)) {
        return complainOnStderr(QStringLiteral("there is no place %1").arg(arguments.at));
    }
    window.simulatePanel().playFile(arguments.replay);
    window.commands().simulate->setChecked(arguments.simulate);
    const bool tour = arguments.render == QLatin1String("tour");
    if (tour) {
        window.startTour();
    }
    const auto settled = [&] {
        return !jobs.isBusy() && window.simulatePanel().isSettled() && window.tour().isVisible() == tour && window.viewArea().currentView()->isSettled();
    };
    if (!waitUntil(settled)) {
        return complainOnStderr(QStringLiteral("the window did not come to rest"));
    }
    return save(window, arguments.output);
}

} // namespace

LoadOutcome loadForFile(const Arguments &arguments)
{
    Progress progress;
    LoadOutcome outcome = load(sourcesOf(arguments), progress);
    tellErrors(outcome);
    return outcome;
}

int render(const Arguments &arguments)
{
    const bool start = arguments.render == QLatin1String("start") || arguments.render == QLatin1String("tour");
    Opened opened;
    if (!start) {
        opened = openFor(arguments);
        tellErrors(opened.dumps);
        const LoadOutcome &outcome = opened.dumps;
        if (outcome.snapshots.empty()) {
            return 2;
        }
        for (const SnapshotPtr &snapshot : outcome.snapshots) {
            snapshot->owners(); // a view that is drawn alone has nobody to wait for them
        }
    }
    const bool whole = start || arguments.render == QLatin1String("window");
    const int drawn = whole ? renderWindow(arguments, opened)
                            : drawView({arguments.render, arguments.size, arguments.at, arguments.replay}, opened.dumps,
                                       [&](QWidget &view) { return save(view, arguments.output); });
    return opened.dumps.errors.empty() ? drawn : 2; // as grep: what could be read is shown, a script learns of the rest
}

} // namespace ptscope
