// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/linear_map.h"
#include "core/simulate/physical_layout.h"
#include "core/simulate/registry.h"

namespace ptscope {

namespace {

constexpr unsigned firstKernelWithAliasLikeTheRest = 618;
/// Since then the crash kernel's memory is mapped like the rest ("arm64: kdump: do not map crashkernel region specifically").
constexpr unsigned firstKernelWithCrashMemoryLikeTheRest = 604;

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
    const bool large = snapshot != nullptr && hasLargeLeaves(*snapshot);
    const std::string mode = snapshot == nullptr ? "" : large ? "pages" : "blocks";
    const std::string rodata = snapshot == nullptr ? "" : large ? "on" : "off";
    return {{"mode", "Pages or blocks", "pages (rodata=full) or blocks with contiguous groups", ParameterKind::Choice, false,
             {{"pages", "Pages", ""}, {"blocks", "Blocks and groups", ""}}, "linear-map", mode, {}, 0, {}},
            {"rodata", "As booted with rodata=", "as a kernel of --kernel maps it with rodata=off, on, full or noalias",
             ParameterKind::Choice, false,
             {{"off", "off", ""}, {"on", "on", ""}, {"full", "full", ""}, {"noalias", "noalias", ""}}, "linear-map", rodata, {}, 0, {}},
            {"bbml3", "All CPUs have BBM level 3",
             "with --rodata: all CPUs have BBM level 3, so 6.18 and later split blocks where they must", ParameterKind::Flag, false, {},
             {}, {}, {}, 0, "rodata"},
            {"iomem", "iomem", "/proc/iomem of the machine: physical addresses and banks (default: the file beside FILE)",
             ParameterKind::Companion, false, {}, {}, {}, {}, 0, {}},
            {"phys-base", "First physical address", "physical address of the first mapped byte, in hex",
             ParameterKind::Address, false, {}, {}, {}, {}, 0, {}},
            {"kernel", "Kernel", "rules of this version (default: that of the dump; the image's alias: as the dump shows)",
             ParameterKind::Version, false, {}, {}, {}, snapshot == nullptr ? "" : snapshot->source().kernelRelease, 0, {}}};
}

tl::unexpected<SimulationProblem> blame(const std::string &parameter, Error error)
{
    return tl::make_unexpected(SimulationProblem{std::move(error), parameter});
}

/// Physical addresses, banks, the image, and the crash kernel's memory.
void takeIomem(LinearMapRequest &request, const Iomem &iomem, std::optional<unsigned> kernel)
{
    request.banks = iomem.systemRam();
    request.firstPhys = request.banks.front().first;
    for (const IomemEntry &entry : iomem.entries) {
        if (entry.name == "Kernel code") {
            request.imageText = entry.first;
        } else if (entry.name.starts_with("Crash kernel") && kernel.value_or(firstKernelWithCrashMemoryLikeTheRest)
                       < firstKernelWithCrashMemoryLikeTheRest) {
            request.byPages.push_back(entry);
        }
    }
}

bool hasInvalidLeaves(const Snapshot &snapshot)
{
    const Region *linear = linearRegionOf(snapshot);
    for (std::uint32_t row = linear == nullptr ? 0 : linear->rows.begin; linear != nullptr && row < linear->rows.end; ++row) {
        if (!snapshot.extents().attributes({row}).isHole() && !snapshot.attributesOf({row}).valid()) {
            return true;
        }
    }
    return false;
}

/// The mode, and what was assumed about it.
tl::expected<std::string, SimulationProblem> takeMode(LinearMapRequest &request, const ParameterReader &reader,
                                                      std::optional<unsigned> kernel)
{
    if (!reader.has("rodata")) {
        if (reader.has("bbml3")) {
            return blame("bbml3", {ErrorCode::BadArgument, "--bbml3", "only with --rodata"});
        }
        request.mode = reader.text("mode") == "blocks" ? LinearMapMode::Blocks : LinearMapMode::Pages;
        return std::string();
    }
    if (!kernel) {
        return blame("kernel", {ErrorCode::BadArgument, "--kernel", "what rodata= means depends on the version: it is needed"});
    }
    if (reader.has("bbml3") && *kernel < firstKernelWithAliasLikeTheRest) {
        return blame("bbml3", {ErrorCode::BadArgument, "--bbml3", "kernels before 6.18 do not split live leaves"});
    }
    const RodataRule rule = rodataRule(reader.text("rodata"), *kernel, reader.has("bbml3")).value_or(RodataRule{});
    request.mode = rule.mode;
    request.imageDataIsValid = rule.imageDataIsValid;
    return rule.remark;
}

tl::expected<SimulationOutcome, SimulationProblem> runLinearMap(const Snapshot &snapshot, const ParameterValues &values,
                                                                const SimulationInputs &inputs)
{
    const ParameterReader reader(values);
    LinearMapRequest request;
    const auto asked = reader.version("kernel");
    if (!asked) {
        return blame("kernel", asked.error());
    }
    const std::optional<unsigned> kernel = *asked ? *asked : versionNumber(snapshot.source().kernelRelease);
    const auto remark = takeMode(request, reader, kernel);
    if (!remark) {
        return tl::make_unexpected(remark.error());
    }
    if (*asked) {
        request.alias = **asked < firstKernelWithAliasLikeTheRest ? ImageAlias::BlocksWithoutGroups : ImageAlias::LikeTheRest;
    }
    if (reader.has("phys-base")) {
        const auto phys = reader.address("phys-base");
        if (!phys) {
            return blame("phys-base", phys.error());
        }
        request.firstPhys = PhysAddr{*phys};
    } else if (inputs.iomem && !inputs.iomem->hidden && !inputs.iomem->systemRam().empty()) {
        takeIomem(request, *inputs.iomem, kernel);
    }
    const bool today = kernel.value_or(0) >= firstKernelWithAliasLikeTheRest;
    const bool endsUnknown = reader.has("rodata") && today && !request.imageDataIsValid && !hasInvalidLeaves(snapshot);
    auto result = simulateLinearMap(snapshot, request);
    if (!result) {
        return blame(reader.has("phys-base") ? "phys-base" : "", result.error());
    }
    if (endsUnknown) {
        result->ledger.assumptions.emplace_back("the alias of the image's data stays valid here; this kernel makes it invalid, but "
                                                "where it begins and ends the dump does not tell");
    }
    if (!remark->empty()) {
        result->ledger.assumptions.push_back(*remark);
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
