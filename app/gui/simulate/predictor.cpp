// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/simulate/predictor.h"

#include <QFile>

#include <algorithm>

#include "parsers/load.h"
#include "parsers/ptdump/arm64_dialects.h"

namespace ptscope {

namespace {

const QString &predictLane()
{
    static const QString lane = QStringLiteral("simulate");
    return lane;
}

/// Two rows each: more would fill the memory of the machine that plans.
constexpr std::uint64_t mostPlanned = std::uint64_t{1} << 24U;

/// A simulation moves nothing: the same address is the same place.
ComparisonPtr compared(const SnapshotPtr &before, const SnapshotPtr &after)
{
    DiffOptions options;
    options.align = AlignBy::Address;
    options.churnRule = false;
    return compare(before, after, options);
}

std::vector<ChangeLine> linesOf(const Comparison &comparison)
{
    constexpr std::size_t linesShown = 6;
    std::vector<ChangeLine> out;
    if (!comparison.diff) {
        return out;
    }
    const Diff *diff = &*comparison.diff;
    for (const ChangeGroup &group : groupChanges(*diff)) {
        const auto same = std::find_if(out.begin(), out.end(), [&](const ChangeLine &line) {
            return line.kinds == group.kinds && line.region == group.region;
        });
        const AddrRange first = diff->changes.range(group.changes.front());
        const AddrRange all{first.first, diff->changes.range(group.changes.back()).last};
        if (same == out.end()) {
            out.push_back({group.kinds, group.region, group.changes.size(), group.bytes, first, all});
        } else {
            same->places += group.changes.size();
            same->bytes += group.bytes;
            same->all = {std::min(same->all.first, all.first), std::max(same->all.last, all.last)};
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const ChangeLine &a, const ChangeLine &b) { return a.bytes > b.bytes; });
    out.resize(std::min(out.size(), linesShown));
    return out;
}

} // namespace

void Predictor::predict(SnapshotPtr base, const SimulationEntry &entry, ParameterValues values, SimulationInputs inputs, Predicted done)
{
    const JobRunner::Spec spec{predictLane(), tr("Simulating"), JobRunner::Visibility::Shown, 1};
    m_jobs.start(
        this, spec,
        [base = std::move(base), &entry, values = std::move(values), inputs = std::move(inputs)](Progress &progress) {
            Prediction out{simulate(entry, *base, values, inputs), {}, nullptr};
            if (out.outcome && !progress.shouldStop()) {
                out.comparison = compared(base, out.outcome->result.snapshot);
                out.changes = linesOf(*out.comparison);
            }
            return out;
        },
        std::move(done));
}

void Predictor::compare(SnapshotPtr predicted, SnapshotPtr real, Compared done)
{
    m_jobs.start(
        this, {QStringLiteral("agreement"), tr("Comparing with the real dump"), JobRunner::Visibility::Shown, 1},
        [predicted = std::move(predicted), real = std::move(real)](Progress &) { return agreementOf(predicted, real); },
        std::move(done));
}

void Predictor::load(const QString &path, Loaded done)
{
    m_jobs.start(
        this, {QStringLiteral("agreement"), tr("Reading %1").arg(path), JobRunner::Visibility::Shown, 1},
        [file = QFile::encodeName(path).toStdString()](Progress &progress) -> Result<SnapshotPtr> {
            auto loaded = loadFile(file, {}, &progress);
            if (!loaded) {
                return tl::make_unexpected(loaded.error());
            }
            return loaded->snapshots.front();
        },
        std::move(done));
}

void Predictor::play(SnapshotPtr base, std::vector<ChainStep> steps, StepInputs inputsOf, Replayed done)
{
    m_jobs.start(
        this, {predictLane(), tr("Playing a chain of simulations"), JobRunner::Visibility::Shown, 1},
        [base = std::move(base), steps = std::move(steps), inputsOf = std::move(inputsOf)](Progress &) {
            return replay(base, steps, inputsOf);
        },
        std::move(done));
}

void Predictor::plan(PlanWords words, Planned done)
{
    m_jobs.start(
        this, {predictLane(), tr("Planning"), JobRunner::Visibility::Shown, 1},
        [words = std::move(words)](Progress &) -> Result<PlannedMachine> {
            const auto request = planRequest(words);
            if (!request) {
                return tl::make_unexpected(request.error());
            }
            if (request->count > mostPlanned) {
                return fail(ErrorCode::BadArgument, "--count", "more than 16 777 216 huge pages: ptscope-cli simulate hvo --plan has room for them");
            }
            auto plan = planHvo(*request, arm64Dialects().front());
            if (!plan) {
                return tl::make_unexpected(plan.error());
            }
            const std::uint64_t bytes = textBytesOf(*plan);
            return PlannedMachine{*request, std::move(*plan), bytes};
        },
        std::move(done));
}

void Predictor::cancel()
{
    m_jobs.cancel(predictLane());
}

} // namespace ptscope
