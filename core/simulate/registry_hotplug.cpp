// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/hotplug.h"
#include "core/simulate/registry.h"

namespace ptscope {

namespace {

/// The last section that iomem shows, or (to add) the one behind it.
std::string initialSection(const Snapshot &snapshot, const SimulationInputs &inputs, bool add)
{
    if (!inputs.iomem || inputs.iomem->hidden || inputs.iomem->systemRam().empty()) {
        return {};
    }
    const std::uint64_t section = sectionSize(snapshot.geometry()).value;
    const std::uint64_t end = (inputs.iomem->systemRam().back().last.value + 1) / section * section;
    const std::uint64_t first = add ? end : end - section;
    return printedRange({{first}, {first + section - 1}});
}

std::vector<Parameter> parametersOf(const Snapshot *snapshot, const SimulationInputs &inputs, bool add)
{
    return {{"phys", "Physical range", "physical range START-END in hex, whole sections", ParameterKind::Range, true, {}, {},
             snapshot == nullptr ? "" : initialSection(*snapshot, inputs, add), {}, 0, {}},
            {"iomem", "iomem", "/proc/iomem of the machine (default: the file beside FILE)", ParameterKind::Companion, false, {},
             {}, {}, {}, 0, {}},
            {"phys-base", "First physical address", "physical address of the first mapped byte, in hex",
             ParameterKind::Address, false, {}, {}, {}, {}, 0, {}}};
}

tl::unexpected<SimulationProblem> blame(const std::string &parameter, Error error)
{
    return tl::make_unexpected(SimulationProblem{std::move(error), parameter});
}

tl::expected<PhysAddr, SimulationProblem> firstMapped(const ParameterReader &reader, const SimulationInputs &inputs)
{
    if (reader.has("phys-base")) {
        const auto phys = reader.address("phys-base");
        return phys ? tl::expected<PhysAddr, SimulationProblem>(PhysAddr{*phys}) : blame("phys-base", phys.error());
    }
    if (!inputs.iomem) {
        return blame("iomem", {ErrorCode::NotFound, "iomem", "/proc/iomem or --phys-base is needed"});
    }
    if (inputs.iomem->hidden || inputs.iomem->systemRam().empty()) {
        return blame("iomem", {ErrorCode::AddressesHidden, "iomem", "its addresses are zero: read it as root, or give --phys-base"});
    }
    return inputs.iomem->systemRam().front().first;
}

tl::expected<SimulationOutcome, SimulationProblem> run(const Snapshot &snapshot, const ParameterValues &values,
                                                       const SimulationInputs &inputs, bool add)
{
    const ParameterReader reader(values);
    const auto range = reader.range("phys");
    if (!range) {
        return blame("phys", range.error());
    }
    const auto first = firstMapped(reader, inputs);
    if (!first) {
        return tl::make_unexpected(first.error());
    }
    const HotplugRequest request{{range->first.value}, {range->last.value}, *first};
    auto result = add ? simulateHotAdd(snapshot, request) : simulateHotRemove(snapshot, request);
    if (!result) {
        return blame("phys", result.error());
    }
    return SimulationOutcome{std::move(*result), {}, {}};
}

} // namespace

SimulationEntry hotAddEntry()
{
    return {"hot-add",
            "Memory hot-add",
            "Linear map and vmemmap of memory sections that come",
            "arch/arm64/mm/mmu.c:arch_add_memory, vmemmap_populate, 5.12 to 7.3",
            [](const Snapshot *snapshot, const SimulationInputs &inputs) { return parametersOf(snapshot, inputs, true); },
            [](const Snapshot &snapshot, const ParameterValues &values, const SimulationInputs &inputs) {
                return run(snapshot, values, inputs, true);
            }};
}

SimulationEntry hotRemoveEntry()
{
    return {"hot-remove",
            "Memory hot-remove",
            "Linear map and vmemmap of memory sections that go",
            "arch/arm64/mm/mmu.c:arch_remove_memory, unmap_hotplug_range, free_empty_tables, 5.12 to 7.3",
            [](const Snapshot *snapshot, const SimulationInputs &inputs) { return parametersOf(snapshot, inputs, false); },
            [](const Snapshot &snapshot, const ParameterValues &values, const SimulationInputs &inputs) {
                return run(snapshot, values, inputs, false);
            }};
}

} // namespace ptscope
