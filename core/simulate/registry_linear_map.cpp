// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/linear_map.h"
#include "core/simulate/physical_layout.h"
#include "core/simulate/registry.h"

namespace ptscope {

namespace {

constexpr unsigned firstKernelWithAliasLikeTheRest = 618;

bool hasLargeLeaves(const Snapshot &snapshot)
{
    const Region *linear = linearRegionOf(snapshot);
    for (std::uint32_t row = linear == nullptr ? 0 : linear->rows.begin; linear != nullptr && row < linear->rows.end; ++row) {
        const Attributes &attributes = snapshot.attributesOf({row});
        if (snapshot.isMapped({row}) && attributes.writable() && (attributes.has(Attr::Block) || attributes.contiguous())) {
            return true;
        }
    }
    return false;
}

std::vector<Parameter> parametersOfLinearMap(const Snapshot *snapshot, const SimulationInputs &)
{
    const std::string mode = snapshot == nullptr ? "" : hasLargeLeaves(*snapshot) ? "pages" : "blocks";
    return {{"mode", "Mapped by", "pages (rodata=full) or blocks with contiguous groups", ParameterKind::Choice, true,
             {{"pages", "Pages", ""}, {"blocks", "Blocks and groups", ""}}, {}, mode, {}, 0, {}},
            {"iomem", "iomem", "/proc/iomem of the machine: physical addresses and banks (default: the file beside FILE)",
             ParameterKind::Companion, false, {}, {}, {}, {}, 0, {}},
            {"phys-base", "First physical address", "physical address of the first mapped byte, in hex",
             ParameterKind::Address, false, {}, {}, {}, {}, 0, {}},
            {"kernel", "Kernel", "how the image's alias is mapped: like this version (default: as the dump shows)",
             ParameterKind::Version, false, {}, {}, {}, snapshot == nullptr ? "" : snapshot->source().kernelRelease, 0, {}}};
}

tl::unexpected<SimulationProblem> blame(const std::string &parameter, Error error)
{
    return tl::make_unexpected(SimulationProblem{std::move(error), parameter});
}

tl::expected<SimulationOutcome, SimulationProblem> runLinearMap(const Snapshot &snapshot, const ParameterValues &values,
                                                                const SimulationInputs &inputs)
{
    const ParameterReader reader(values);
    LinearMapRequest request;
    request.mode = reader.text("mode") == "blocks" ? LinearMapMode::Blocks : LinearMapMode::Pages;
    const auto version = reader.version("kernel");
    if (!version) {
        return blame("kernel", version.error());
    }
    if (*version) {
        request.alias = **version < firstKernelWithAliasLikeTheRest ? ImageAlias::BlocksWithoutGroups : ImageAlias::LikeTheRest;
    }
    if (reader.has("phys-base")) {
        const auto phys = reader.address("phys-base");
        if (!phys) {
            return blame("phys-base", phys.error());
        }
        request.firstPhys = PhysAddr{*phys};
    } else if (inputs.iomem && !inputs.iomem->hidden && !inputs.iomem->systemRam().empty()) {
        request.banks = inputs.iomem->systemRam();
        request.firstPhys = request.banks.front().first;
    }
    auto result = simulateLinearMap(snapshot, request);
    if (!result) {
        return blame(reader.has("phys-base") ? "phys-base" : "", result.error());
    }
    return SimulationOutcome{std::move(*result), {}, {}};
}

} // namespace

SimulationEntry linearMapEntry()
{
    return {"linear-map",
            "Linear map by pages or by blocks",
            "The linear map by pages (rodata=full) or by the largest leaves that fit",
            "arch/arm64/mm/mmu.c:map_mem, alloc_init_pud and below, 6.1 to 7.3",
            parametersOfLinearMap,
            runLinearMap};
}

} // namespace ptscope
