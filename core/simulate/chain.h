// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/simulate/registry.h"

namespace ptscope {

struct ChainStep {
    std::string simulation; ///< id of a SimulationEntry
    ParameterValues values;
    bool operator==(const ChainStep &other) const { return simulation == other.simulation && values == other.values; }
};

/// Simulations one upon the other, and the dump that the first was made from.
struct SimulationChain {
    std::string baseLabel;
    std::string baseDigest; ///< empty when not known; a chain can be played on any dump
    std::vector<ChainStep> steps;
};

/// Where a replay stopped.
struct ChainProblem {
    std::size_t step = 0;
    SimulationProblem problem;
};

/// The files that a step asks for.
using StepInputs = std::function<tl::expected<SimulationInputs, SimulationProblem>(const ChainStep &)>;

/// Every step on the outcome of the one before; the outcomes in order. Nothing is kept when one is refused.
tl::expected<std::vector<SimulationOutcome>, ChainProblem> replay(SnapshotPtr base, const std::vector<ChainStep> &steps,
                                                                  const StepInputs &inputsOf);

} // namespace ptscope
