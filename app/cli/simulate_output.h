// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "app/cli/command.h"
#include "app/cli/json.h"
#include "core/simulate/simulation.h"

namespace ptscope::cli {

/// What every simulation takes besides its own parameters.
struct SimulateOptions {
    InputOptions input;
    std::string output;
    std::string against; ///< a real dump to hold the prediction against
    bool json = false;

    void addTo(CLI::App &command);
};

/// {"format": "ptscope-simulate/1", "simulation": ..., "ledger": ...}
Json simulationJson(const SimulationResult &result);
/// The predicted dump to standard output or a file, or `json`; steps and assumptions go to standard error. With --against: how far the
/// prediction agrees with a real dump instead, and exit code 1 where they differ.
int printSimulation(const SimulationResult &result, const SimulateOptions &options, const Json &json);

} // namespace ptscope::cli
