// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/view_picture.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QScopeGuard>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "app/gui/simulate/step_inputs.h"
#include "app/gui/view_set.h"
#include "app/text/diagnostic_text.h"
#include "core/query/place.h"
#include "views/common/view.h"
#include "views/look/widgets/simulated_band.h"

namespace ptscope {

namespace {

constexpr int patienceMs = 120'000;
constexpr int restRounds = 20;
constexpr int pollMs = 5;

void fill(View &view, const LoadOutcome &outcome, const SnapshotPtr &played)
{
    if (outcome.snapshots.size() == 2) {
        view.setSnapshot(outcome.snapshots.back());
        view.setComparison(compare(played, outcome.snapshots.back()));
        return;
    }
    view.setSnapshot(played);
    if (played->source().isSimulated()) {
        view.setComparison(compare(outcome.snapshots.front(), played));
    }
}

/// What of the dumps in a picture was computed: a pair may hold predictions on either side.
QString chainOf(const SnapshotPtr &played, const LoadOutcome &outcome)
{
    const auto chain = [](const SnapshotPtr &snapshot) {
        const SourceFacts &source = snapshot->source();
        return source.isSimulated() ? QString::fromStdString(source.label) : QString();
    };
    QStringList chains{chain(played)};
    if (outcome.snapshots.size() == 2) {
        chains.append(chain(outcome.snapshots.back()));
    }
    chains.removeAll(QString());
    return chains.join(QStringLiteral(", "));
}

} // namespace

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

bool waitUntil(const std::function<bool()> &settled)
{
    QElapsedTimer waited;
    waited.start();
    // Layouts and jobs that were only queued need a few rounds of events before they can be asked, and what arrived last
    // has to be laid out as well, level by level. Rounds, not time: on a busy machine one of them may take all of it.
    for (int atRest = 0; atRest < restRounds && waited.elapsed() < patienceMs;) {
        QEventLoop loop;
        QTimer::singleShot(pollMs, &loop, &QEventLoop::quit);
        loop.exec();
        atRest = settled() ? atRest + 1 : 0;
    }
    return settled();
}

int complainOnStderr(const QString &what)
{
    std::fprintf(stderr, "ptscope: %s\n", qPrintable(what));
    return 2;
}

bool selectPlace(Navigator &navigator, const Snapshot &snapshot, const QString &at)
{
    if (at.isEmpty()) {
        return true;
    }
    const auto place = findPlace(snapshot, at.toStdString());
    if (!place) {
        return false;
    }
    const bool onePage = place->range.size() <= snapshot.geometry().pageSize();
    const auto row = onePage ? snapshot.extents().find(place->range.first) : std::nullopt;
    navigator.reveal(row ? snapshot.extents().range(*row) : place->range);
    return true;
}

int drawView(const ViewPicture &wanted, const LoadOutcome &outcome, const std::function<int(QWidget &)> &done)
{
    const auto played = replayed(outcome.snapshots.front(), wanted.replay);
    if (!played) {
        const ErrorText text = errorText(played.error());
        return complainOnStderr(QString::fromStdString(played.error().subject + ": " + text.what));
    }
    Navigator navigator;
    const std::vector<View *> views = makeViews(navigator);
    std::vector<std::unique_ptr<View>> owners(views.begin(), views.end());
    const auto found = std::find_if(views.begin(), views.end(), [&](const View *view) { return view->id() == wanted.view; });
    if (found == views.end()) {
        return complainOnStderr(QStringLiteral("there is no view %1").arg(wanted.view));
    }
    View &view = **found;
    if (QWidget *tools = view.toolRow()) {
        tools->hide(); // belongs to the row above the view
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
    band->setChain(chainOf(*played, outcome));
    picture.setAttribute(Qt::WA_DontShowOnScreen);
    picture.resize(wanted.size);
    fill(view, outcome, *played);
    picture.show();
    if (!selectPlace(navigator, outcome.snapshots.size() == 2 ? *outcome.snapshots.back() : **played, wanted.at)) {
        return complainOnStderr(QStringLiteral("there is no place %1").arg(wanted.at));
    }
    if (!waitUntil([&view] { return view.isSettled(); })) {
        return complainOnStderr(QStringLiteral("%1 did not come to rest").arg(wanted.view));
    }
    return done(picture);
}

} // namespace ptscope
