// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/simulate/chain.h"

namespace ptscope::cli {

/// The files that the parameters name, and those that stand beside the dump where the parameters name none. On failure the sentence
/// has been written.
tl::expected<SimulationInputs, int> openSimulationInputs(const SimulationEntry &entry, const ParameterValues &values,
                                                         const InputOptions &input);

} // namespace ptscope::cli
