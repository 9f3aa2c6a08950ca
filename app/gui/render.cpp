// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/render.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>

#include "app/gui/examples.h"
#include "app/gui/exports.h"
#include "app/gui/main_window.h"
#include "app/gui/simulate/simulate_panel.h"
#include "app/gui/simulate/step_inputs.h"
#include "app/gui/tour/tour.h"
#include "app/gui/view_area.h"
#include "app/gui/view_set.h"
#include "app/text/diagnostic_text.h"
#include "views/common/view.h"
#include "views/look/widgets/simulated_band.h"

namespace ptscope {

namespace {

constexpr int patienceMs = 120'000;
constexpr int leastWaitMs = 60;
constexpr int pollMs = 5;

int complain(const QString &what)
{
    std::fprintf(stderr, "ptscope: %s\n", qPrintable(what));
    return 2;
}

bool waitUntil(const std::function<bool()> &settled)
{
    QElapsedTimer waited;
    waited.start();
    // Layouts and jobs that were only queued need a few rounds of events before they can be asked.
    while ((waited.elapsed() < leastWaitMs || !settled()) && waited.elapsed() < patienceMs) {
        QEventLoop loop;
        QTimer::singleShot(pollMs, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return settled();
}

int save(QWidget &widget, const QString &path)
{
    const auto problem = writePicture(widget, path);
    return problem ? complain(*problem) : 0;
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

/// The dump after the chain of `path`; itself without one.
Result<SnapshotPtr> replayed(const SnapshotPtr &base, const QString &path)
{
    if (path.isEmpty()) {
        return base;
    }
    const auto chain = readChainFile(path);
    if (!chain) {
        return tl::make_unexpected(chain.error());
    }
    auto outcomes = replay(base, chain->steps, stepInputsFor(*base, {}));
    if (!outcomes) {
        return tl::make_unexpected(outcomes.error().problem.error);
    }
    return outcomes->back().result.snapshot;
}

int renderView(const Arguments &arguments, const LoadOutcome &outcome)
{
    Navigator navigator;
    const std::vector<View *> views = makeViews(navigator);
    std::vector<std::unique_ptr<View>> owners(views.begin(), views.end());
    const auto wanted =
        std::find_if(views.begin(), views.end(), [&](const View *view) { return view->id() == arguments.render; });
    if (wanted == views.end()) {
        return complain(QStringLiteral("there is no view %1").arg(arguments.render));
    }
    View &view = **wanted;
    if (QWidget *tools = view.toolRow()) {
        tools->hide(); // belongs to the row above the view
    }
    const auto simulated = replayed(outcome.snapshots.front(), arguments.replay);
    if (!simulated) {
        const ErrorText text = errorText(simulated.error());
        return complain(QString::fromStdString(simulated.error().subject + ": " + text.what));
    }
    // A picture of a prediction says so, whatever the view.
    QWidget picture;
    auto *column = new QVBoxLayout(&picture);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto *band = new SimulatedBand;
    column->addWidget(band);
    column->addWidget(&view, 1);
    const auto release = qScopeGuard([&view] { view.setParent(nullptr); }); // its owner stands above
    const SourceFacts &source = (*simulated)->source();
    band->setChain(source.isSimulated() ? QString::fromStdString(source.label) : QString());
    picture.setAttribute(Qt::WA_DontShowOnScreen);
    picture.resize(arguments.size);
    if (outcome.snapshots.size() == 2) {
        view.setSnapshot(outcome.snapshots.back());
        view.setComparison(compare(outcome.snapshots.front(), outcome.snapshots.back()));
    } else {
        view.setSnapshot(*simulated);
        if (source.isSimulated()) {
            view.setComparison(compare(outcome.snapshots.front(), *simulated));
        }
    }
    picture.show();
    if (!waitUntil([&view] { return view.isSettled(); })) {
        return complain(QStringLiteral("%1 did not come to rest").arg(arguments.render));
    }
    return save(picture, arguments.output);
}

/// What the pictures show: dumps, or one moment of a series.
struct Opened {
    LoadOutcome dumps;
    SeriesPtr series;
    MomentIndex moment = 0;
};

bool asksForSeries(const Arguments &arguments)
{
    return arguments.series || (!arguments.files.isEmpty() && QFileInfo(arguments.files.front()).isDir());
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
        return complain(QStringLiteral("the window did not come to rest"));
    }
    return save(window, arguments.output);
}

} // namespace

int render(const Arguments &arguments)
{
    const bool start = arguments.render == QLatin1String("start") || arguments.render == QLatin1String("tour");
    Opened opened;
    if (!start) {
        opened = openFor(arguments);
        const LoadOutcome &outcome = opened.dumps;
        for (const Error &error : outcome.errors) {
            const ErrorText text = errorText(error);
            complain(
                QString::fromStdString(error.subject + ": " + text.what + (text.hint.empty() ? "" : "; " + text.hint)));
        }
        if (outcome.snapshots.empty()) {
            return outcome.errors.empty() ? complain(QStringLiteral("--render needs a FILE or --example ID")) : 2;
        }
    }
    const bool whole = start || arguments.render == QLatin1String("window");
    return whole ? renderWindow(arguments, opened) : renderView(arguments, opened.dumps);
}

} // namespace ptscope
