// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

#include "app/gui/job_runner.h"
#include "app/text/plan_text.h"
#include "core/diff/change_groups.h"
#include "core/diff/comparison.h"
#include "core/simulate/agreement.h"
#include "core/simulate/chain.h"

namespace ptscope {

/// One line of what a prediction changes, and where to look first.
struct ChangeLine {
    ChangeKinds kinds;
    std::string region;
    std::uint64_t places = 0;
    ByteCount bytes;
    AddrRange first;
    AddrRange all; ///< from the first place to the last
};

struct Prediction {
    tl::expected<SimulationOutcome, SimulationProblem> outcome;
    std::vector<ChangeLine> changes; ///< largest first
    ComparisonPtr comparison;        ///< dump before, prediction after; null when the simulation was refused
};

/// What huge pages would do to a machine that is not there yet.
struct PlannedMachine {
    HvoPlanRequest request;
    HvoPlan plan;
    std::uint64_t textBytes = 0; ///< of its vmemmap, printed
};

/// Runs simulations and comparisons on a worker: the newest question wins, older answers are dropped.
class Predictor : public QObject
{
    Q_OBJECT

public:
    explicit Predictor(JobRunner &jobs, QObject *parent = nullptr) : QObject(parent), m_jobs(jobs) { }

    using Predicted = std::function<void(Prediction)>;
    void predict(SnapshotPtr base, const SimulationEntry &entry, ParameterValues values, SimulationInputs inputs, Predicted done);
    using Compared = std::function<void(Result<Agreement>)>;
    void compare(SnapshotPtr predicted, SnapshotPtr real, Compared done);
    using Loaded = std::function<void(Result<SnapshotPtr>)>;
    void load(const QString &path, Loaded done);
    using Replayed = std::function<void(tl::expected<std::vector<SimulationOutcome>, ChainProblem>)>;
    void play(SnapshotPtr base, std::vector<ChainStep> steps, StepInputs inputsOf, Replayed done);
    using Planned = std::function<void(Result<PlannedMachine>)>;
    void plan(PlanWords words, Planned done);
    void cancel();

private:
    JobRunner &m_jobs;
};

} // namespace ptscope
