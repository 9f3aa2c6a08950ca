// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/simulate/registry.h"
#include "core/simulate/set_memory.h"

namespace ptscope {

namespace {

constexpr unsigned firstKernelThatSplits = 618;
constexpr std::array<const char *, 6> words{"ro", "rw", "x", "nx", "valid", "invalid"};

/// Where a form starts: what is looked at, else the first run of plain pages in the vmalloc area.
std::string initialRange(const Snapshot &snapshot, const SimulationInputs &inputs)
{
    if (inputs.selection) {
        return printedRange(*inputs.selection);
    }
    for (const Region &region : snapshot.regions()) {
        for (std::uint32_t row = region.rows.begin; region.name.starts_with("vmalloc") && row < region.rows.end; ++row) {
            const Attributes &attributes = snapshot.attributesOf({row});
            if (snapshot.isMapped({row}) && attributes.writable() && !attributes.has(Attr::Block) && !attributes.contiguous()) {
                return printedRange(snapshot.extents().range({row}));
            }
        }
    }
    return {};
}

std::vector<Parameter> parametersOfSetMemory(const Snapshot *snapshot, const SimulationInputs &inputs)
{
    std::vector<ParameterChoice> changes;
    for (const char *word : words) {
        changes.push_back({word, word, ""});
    }
    return {{"range", "Range", "START-END in hex, the end exclusive as printed", ParameterKind::Range, true, {}, {},
             snapshot == nullptr ? "" : initialRange(*snapshot, inputs), {}, 0, {}},
            {"to", "Change to", "ro, rw, x, nx, valid, invalid", ParameterKind::Choice, true, changes, {},
             snapshot == nullptr ? "" : "ro", {}, 0, {}},
            {"alias", "Linear aliases", "linear aliases of its pages, which follow ro and rw with rodata=full: ranges with commas",
             ParameterKind::Ranges, false, {}, {}, {}, {}, 0, {}},
            {"vmallocinfo", "vmallocinfo", "/proc/vmallocinfo of the machine: which areas there are (default: the file beside FILE)",
             ParameterKind::Companion, false, {}, {}, {}, {}, 0, {}},
            {"kernel", "Kernel", "rules of this version", ParameterKind::Version, false, {}, {}, {},
             snapshot == nullptr ? "" : snapshot->source().kernelRelease, 0, {}},
            {"bbml3", "All CPUs have BBM level 3", "all CPUs have BBM level 3: live blocks and groups are split (6.18 and later)",
             ParameterKind::Flag, false, {}, {}, {}, {}, 0, {}}};
}

tl::unexpected<SimulationProblem> blame(const std::string &parameter, Error error)
{
    return tl::make_unexpected(SimulationProblem{std::move(error), parameter});
}

tl::expected<SimulationOutcome, SimulationProblem> runSetMemory(const Snapshot &snapshot, const ParameterValues &values,
                                                                const SimulationInputs &inputs)
{
    const ParameterReader reader(values);
    const auto version = reader.version("kernel");
    const auto range = reader.range("range");
    const auto aliases = reader.ranges("alias");
    if (!version || !range || !aliases) {
        return !version ? blame("kernel", version.error())
            : !range    ? blame("range", range.error())
                        : blame("alias", aliases.error());
    }
    const std::optional<unsigned> kernel = *version ? *version : versionNumber(snapshot.source().kernelRelease);
    SetMemoryRequest request{*range, SetMemory::Ro, reader.has("bbml3"), *aliases, kernel};
    // A prediction may have moved areas since vmallocinfo was read.
    if (inputs.vmallocinfo && !inputs.vmallocinfo->hashed && !snapshot.source().isSimulated()) {
        request.areas = &inputs.vmallocinfo->areas;
    }
    request.to = static_cast<SetMemory>(std::find(words.begin(), words.end(), reader.text("to")) - words.begin());
    if (request.splitsLeaves && version->value_or(firstKernelThatSplits) < firstKernelThatSplits) {
        return blame("bbml3", {ErrorCode::BadArgument, "--bbml3", "kernels before 6.18 do not split live leaves"});
    }
    auto result = simulateSetMemory(snapshot, request);
    if (!result) {
        return blame("range", result.error());
    }
    return SimulationOutcome{std::move(*result), {}, {}};
}

} // namespace

SimulationEntry setMemoryEntry()
{
    return {"set-memory",
            "set_memory: change rights",
            "set_memory_ro, rw, x, nx, valid: the change, its splits, or the refusal",
            "arch/arm64/mm/pageattr.c:change_memory_common, arch/arm64/mm/mmu.c:split_kernel_leaf_mapping, 6.1 to 7.3",
            parametersOfSetMemory,
            runSetMemory};
}

} // namespace ptscope
