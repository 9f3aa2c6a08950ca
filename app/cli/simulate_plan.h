// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/simulate_output.h"
#include "core/simulate/parameters.h"

namespace ptscope::cli {

/// `simulate hvo --plan`: a machine that is not there yet.
struct PlanOptions {
    bool wanted = false;
    std::string memory;

    void addTo(CLI::App &command);
};

/// `values` are those of hvo: --hugepage, --count, --kernel.
int printPlan(const PlanOptions &plan, const SimulateOptions &options, const ParameterValues &values);

} // namespace ptscope::cli
