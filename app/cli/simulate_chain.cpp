// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/simulate_chain.h"

#include <fmt/core.h>

#include "app/capture/atomic_file.h"
#include "app/cli/simulate_inputs.h"
#include "app/text/chain_json.h"
#include "parsers/io/read_text.h"

namespace ptscope::cli {

/// The ledgers of all steps: what the whole chain cost and saved.
SimulationResult sumOf(std::vector<SimulationOutcome> outcomes)
{
    SimulationResult out = std::move(outcomes.back().result);
    SimulationLedger sum;
    sum.before = outcomes.size() > 1 ? outcomes.front().result.ledger.before : out.ledger.before;
    sum.after = out.ledger.after;
    outcomes.back().result.ledger = std::move(out.ledger);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const SimulationLedger &ledger = outcomes[i].result.ledger;
        sum.tablesAllocated += ledger.tablesAllocated;
        sum.tablesFreed += ledger.tablesFreed;
        sum.memorySaved += ledger.memorySaved;
        sum.memorySpent += ledger.memorySpent;
        for (const std::string &step : ledger.steps) {
            sum.steps.push_back(fmt::format("{}. {}", i + 1, step));
        }
        for (const std::string &assumption : ledger.assumptions) {
            sum.assumptions.push_back(fmt::format("{}. {}", i + 1, assumption));
        }
    }
    out.ledger = std::move(sum);
    return out;
}

tl::expected<std::vector<ChainStep>, int> readSteps(const std::string &chainFile)
{
    if (chainFile.empty()) {
        return std::vector<ChainStep>();
    }
    const auto text = readText(chainFile);
    if (!text) {
        Error error = text.error();
        error.subject = chainFile;
        return tl::make_unexpected(complain(error));
    }
    auto chain = parseChain(*text, chainFile);
    if (!chain) {
        return tl::make_unexpected(complain(chain.error()));
    }
    return std::move(chain->steps);
}

tl::expected<std::vector<SimulationOutcome>, int> playSteps(const SnapshotPtr &dump, const std::vector<ChainStep> &steps,
                                                            const InputOptions &input)
{
    bool told = false;
    const auto inputsOf = [&](const ChainStep &step) -> tl::expected<SimulationInputs, SimulationProblem> {
        auto inputs = openSimulationInputs(*simulationCalled(step.simulation), step.values, input);
        if (!inputs) {
            told = true;
            return tl::make_unexpected(SimulationProblem{});
        }
        return std::move(*inputs);
    };
    auto outcomes = replay(dump, steps, inputsOf);
    if (outcomes) {
        return std::move(*outcomes);
    }
    Error error = outcomes.error().problem.error;
    if (!told) {
        error.subject = error.subject.empty() ? input.file : error.subject;
        complain(error);
    }
    if (steps.size() > 1) {
        fmt::print(stderr, "ptscope-cli: step {} of {} could not be played\n", outcomes.error().step + 1, steps.size());
    }
    return tl::make_unexpected(static_cast<int>(badInput));
}

bool saveChain(const std::string &path, const Snapshot &base, const std::vector<ChainStep> &steps)
{
    const std::string text = chainJson({base.source().label, base.source().digest, steps});
    const auto saved = saveAtomically(path, [&text](const auto &sink) { return sink(text); });
    if (saved) {
        return true;
    }
    complain(saved.error());
    return false;
}

} // namespace ptscope::cli
