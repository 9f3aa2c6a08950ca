// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/simulate_output.h"
#include "core/simulate/chain.h"

namespace ptscope::cli {

/// `simulate --replay CHAIN FILE`.
int replayChain(const std::string &chainFile, const SimulateOptions &options);
/// Writes the chain of one step, or of a replay; false with the sentence written.
bool saveChain(const std::string &path, const Snapshot &base, const std::vector<ChainStep> &steps);

} // namespace ptscope::cli
