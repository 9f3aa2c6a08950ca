// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/simulate/simulation_form.h"
#include "core/simulate/chain.h"

namespace ptscope {

/// Reads /proc/iomem or /proc/vmallocinfo (by `name`) into `inputs`.
Result<void> readCompanion(const std::string &name, const std::string &path, SimulationInputs &inputs);
/// What a step of a chain asks for: companions of `base` unless the step names files, dumps that are open or stand at a path. Fit to be
/// called on a worker.
StepInputs stepInputsFor(const Snapshot &base, std::vector<SimulationForm::OtherDump> others);

/// A chain that was saved here or by ptscope-cli.
Result<SimulationChain> readChainFile(const QString &path);

} // namespace ptscope
