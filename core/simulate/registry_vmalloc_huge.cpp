// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "core/query/safe_regex.h"
#include "core/simulate/registry.h"

namespace ptscope {

namespace {

std::vector<Parameter> parametersOfVmallocHuge(const Snapshot *snapshot, const SimulationInputs &)
{
    return {{"vmallocinfo", "vmallocinfo", "/proc/vmallocinfo of the machine (default: the file beside FILE)",
             ParameterKind::Companion, false, {}, {}, {}, {}, 0, {}},
            {"allow", "Callers that ask", "callers that ask for huge mappings: all, or a regular expression",
             ParameterKind::Pattern, false, {}, {}, snapshot == nullptr ? "" : "all", {}, 0, {}},
            {"kernel", "Kernel", "rules of this version: below 6.16 pages, 6.16 and 6.17 groups, then blocks too",
             ParameterKind::Version, false, {}, {}, {}, {}, 0, {}},
            {"off", "Without huge vmalloc", "without huge vmalloc (nohugevmalloc)", ParameterKind::Flag, false, {}, {}, {}, {}, 0, {}},
            {"ioremap", "ioremap areas", "ioremap areas: keep, huge, or pages (nohugeiomap)", ParameterKind::Choice, false,
             {{"keep", "As they are", ""}, {"huge", "Largest leaves", ""}, {"pages", "Pages", ""}}, {},
             snapshot == nullptr ? "" : "keep", {}, 0, {}}};
}

tl::unexpected<SimulationProblem> blame(const std::string &parameter, Error error)
{
    return tl::make_unexpected(SimulationProblem{std::move(error), parameter});
}

tl::expected<VmallocHugeRequest, SimulationProblem> requestOf(const ParameterReader &reader)
{
    VmallocHugeRequest request;
    if (reader.has("kernel")) {
        const auto leaves = vmallocLeavesOf(reader.text("kernel"));
        if (!leaves) {
            return blame("kernel", reader.refuse("kernel", "a version such as 6.18 is needed").value());
        }
        request.leaves = *leaves;
    }
    if (reader.text("ioremap") == "huge") {
        request.ioremap = request.leaves;
    } else if (reader.text("ioremap") == "pages") {
        request.ioremap = VmallocLeaves::Pages;
    }
    if (reader.has("off")) {
        request.leaves = VmallocLeaves::Pages;
    }
    const std::string allow = reader.text("allow");
    if (allow.empty() || allow == "all") {
        request.asksForHuge = [](const VmallocArea &) { return true; };
        return request;
    }
    auto pattern = safeRegex(allow, false);
    if (!pattern) {
        return blame("allow", {ErrorCode::BadArgument, "--allow", "no regular expression: " + pattern.error()});
    }
    request.asksForHuge = [pattern = std::move(*pattern)](const VmallocArea &area) { return searches(pattern, area.caller.text()); };
    return request;
}

tl::expected<SimulationOutcome, SimulationProblem> runVmallocHuge(const Snapshot &snapshot, const ParameterValues &values,
                                                                  const SimulationInputs &inputs)
{
    const ParameterReader reader(values);
    const auto request = requestOf(reader);
    if (!request) {
        return tl::make_unexpected(request.error());
    }
    if (!inputs.vmallocinfo) {
        return blame("vmallocinfo", {ErrorCode::NotFound, "vmallocinfo", "/proc/vmallocinfo of the same moment is needed"});
    }
    auto result = simulateVmallocHuge(snapshot, *inputs.vmallocinfo, *request);
    if (!result) {
        return blame(result.error().code == ErrorCode::AddressesHidden ? "vmallocinfo" : "", result.error());
    }
    if (!reader.has("kernel") && !reader.has("off")) {
        result->simulation.ledger.assumptions.emplace_back("a kernel of 6.18 or later (--kernel)");
    }
    return SimulationOutcome{std::move(result->simulation), std::move(result->areas), std::move(result->ioremaps)};
}

} // namespace

SimulationEntry vmallocHugeEntry()
{
    return {"vmalloc-huge",
            "Huge vmalloc",
            "vmalloc areas with huge vmalloc: blocks, contiguous groups or pages",
            "mm/vmalloc.c:__vmalloc_node_range, vmap_try_huge_pmd, arch/arm64/include/asm/vmalloc.h, 6.1 to 7.3",
            parametersOfVmallocHuge,
            runVmallocHuge};
}

} // namespace ptscope
