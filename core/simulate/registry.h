// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/companion/iomem.h"
#include "core/companion/vmalloc_area.h"
#include "core/simulate/parameters.h"
#include "core/simulate/simulation.h"
#include "core/simulate/vmalloc_huge.h"

namespace ptscope {

/// What a simulation may read besides the dump: files of the same moment, and another dump to imitate.
struct SimulationInputs {
    SnapshotPtr like;
    std::optional<Iomem> iomem;
    std::optional<VmallocInfo> vmallocinfo;
    std::optional<AddrRange> selection; ///< what a person looks at: where a form starts
    ParameterValues chosen;             ///< what a form holds already: its hints follow
};

/// What came with the dump.
SimulationInputs inputsWith(const Snapshot &snapshot);

/// Why a simulation was refused, and which parameter is to blame (empty: none of them, or the dump).
struct SimulationProblem {
    Error error;
    std::string parameter;
};

struct SimulationOutcome {
    SimulationResult result;
    std::vector<AreaForecast> areas;   ///< of vmalloc-huge
    std::vector<AreaForecast> ioremaps; ///< of vmalloc-huge, where ioremap was asked for
};

/// One thing that ptscope can predict: the command line and the window's form are made from it.
struct SimulationEntry {
    std::string id;      ///< of the subcommand and in chains: "hvo"
    std::string title;   ///< "HVO: free the vmemmap of huge pages"
    std::string summary; ///< one sentence
    std::string sources; ///< kernel files and the versions that were read
    /// Null asks for the parameters without a dump: no initial values, no hints.
    std::vector<Parameter> (*parameters)(const Snapshot *snapshot, const SimulationInputs &inputs);
    tl::expected<SimulationOutcome, SimulationProblem> (*run)(const Snapshot &snapshot, const ParameterValues &values,
                                                              const SimulationInputs &inputs);
};

const std::vector<SimulationEntry> &simulations();
/// Null when there is none.
const SimulationEntry *simulationCalled(std::string_view id);

/// What every simulation refuses: names that it does not have, required ones that are missing, choices that are not offered,
/// none or several of alternatives.
std::optional<SimulationProblem> problemWith(const SimulationEntry &entry, const Snapshot *snapshot,
                                             const ParameterValues &values, const SimulationInputs &inputs);
/// Checks and runs.
tl::expected<SimulationOutcome, SimulationProblem> simulate(const SimulationEntry &entry, const Snapshot &snapshot,
                                                            const ParameterValues &values,
                                                            const SimulationInputs &inputs);

// The entries, one file each.
SimulationEntry hvoEntry();
SimulationEntry vmallocHugeEntry();
SimulationEntry linearMapEntry();
SimulationEntry setMemoryEntry();
SimulationEntry hotAddEntry();
SimulationEntry hotRemoveEntry();

} // namespace ptscope
