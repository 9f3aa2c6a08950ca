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
    bool json = false;

    void addTo(CLI::App &command);
};

/// {"format": "ptscope-simulate/1", "simulation": ..., "ledger": ...}
Json simulationJson(const SimulationResult &result);
/// The predicted dump to standard output or a file, or `json`; steps and assumptions go to standard error.
int printSimulation(const SimulationResult &result, const SimulateOptions &options, const Json &json);

/// "0xA-0xB,0xC-0xD" with exclusive ends, as printed. Fails with BadArgument at the first that is none.
Result<std::vector<AddrRange>> parseRanges(const std::string &text);

} // namespace ptscope::cli
