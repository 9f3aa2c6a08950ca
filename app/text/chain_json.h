// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/simulate/chain.h"

namespace ptscope {

/// {"format": "ptscope-chain/1", "base": {"label", "digest"}, "steps": [{"simulation", "parameters": {name: value}}]}
std::string chainJson(const SimulationChain &chain);
/// Fails with BadArgument where the text is no chain; unknown keys are passed over.
Result<SimulationChain> parseChain(const std::string &text, const std::string &name);

} // namespace ptscope
