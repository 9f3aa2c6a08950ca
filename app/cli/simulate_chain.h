// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "app/cli/simulate_output.h"
#include "core/simulate/chain.h"

namespace ptscope::cli {

/// The steps of a saved chain; none without a file. Errors are exit codes: what is wrong has been told.
tl::expected<std::vector<ChainStep>, int> readSteps(const std::string &chainFile);
/// One step upon the other, with the files that each names or that stand beside the dump.
tl::expected<std::vector<SimulationOutcome>, int> playSteps(const SnapshotPtr &dump, const std::vector<ChainStep> &steps,
                                                            const InputOptions &input);
/// What the whole chain cost and saved; the last snapshot.
SimulationResult sumOf(std::vector<SimulationOutcome> outcomes);
/// False when it cannot be written, which has been told.
bool saveChain(const std::string &path, const Snapshot &base, const std::vector<ChainStep> &steps);

} // namespace ptscope::cli
