// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/chain.h"

namespace ptscope {

tl::expected<std::vector<SimulationOutcome>, ChainProblem> replay(SnapshotPtr base, const std::vector<ChainStep> &steps,
                                                                  const StepInputs &inputsOf)
{
    std::vector<SimulationOutcome> out;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const SimulationEntry *entry = simulationCalled(steps[i].simulation);
        if (entry == nullptr) {
            return tl::make_unexpected(
                ChainProblem{i, {{ErrorCode::BadArgument, steps[i].simulation, "there is no such simulation"}, {}}});
        }
        const auto inputs = inputsOf(steps[i]);
        if (!inputs) {
            return tl::make_unexpected(ChainProblem{i, inputs.error()});
        }
        auto outcome = simulate(*entry, *base, steps[i].values, *inputs);
        if (!outcome) {
            return tl::make_unexpected(ChainProblem{i, outcome.error()});
        }
        base = outcome->result.snapshot;
        out.push_back(std::move(*outcome));
    }
    return out;
}

} // namespace ptscope
