// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/simulate_plan.h"

#include <fmt/core.h>

#include "app/text/plan_text.h"
#include "app/text/size_text.h"
#include "core/simulate/hvo_plan.h"
#include "core/snapshot/row_text.h"
#include "parsers/ptdump/arm64_dialects.h"

namespace ptscope::cli {

namespace {

constexpr unsigned usualVaBits = 48;

Granule granuleCalled(const std::string &pageSize)
{
    return pageSize == "16K" ? Granule::Page16K : pageSize == "64K" ? Granule::Page64K : Granule::Page4K;
}

PlanWords wordsOf(const PlanOptions &plan, const InputOptions &input, const ParameterValues &values)
{
    const ParameterReader reader(values);
    return {granuleCalled(input.pageSize), input.vaBits.value_or(usualVaBits), plan.memory,
            reader.text("hugepage"),       reader.text("count"),              reader.text("kernel")};
}

Json planJson(const HvoPlanRequest &request, const HvoPlan &plan, std::uint64_t textBytes)
{
    Json out = simulationJson(plan.result);
    out["memory_bytes"] = request.memory.value;
    out["hugepage_bytes"] = request.size.size.value;
    out["count"] = request.count;
    out["net_bytes"] = plan.net();
    out["break_even"] = plan.breakEven;
    out["lines_before"] = plan.linesBefore;
    out["lines_after"] = plan.linesAfter;
    out["text_bytes_after"] = textBytes;
    out["offers"] = Json::array();
    for (const HvoSizeOffer &offer : offersFor(request.geometry, request.size.size * request.count, request.layout)) {
        Json one;
        one["hugepage"] = runSizeText(offer.size.size);
        one["freed_bytes_each"] = offer.freedEach.value;
        one["count"] = offer.count;
        one["freed_bytes"] = offer.freedAll.value;
        out["offers"].push_back(std::move(one));
    }
    return out;
}

bool printWords(const HvoPlanRequest &request, const HvoPlan &plan, std::uint64_t textBytes)
{
    const std::uint64_t saved = plan.result.ledger.memorySaved.value;
    std::string out = fmt::format("{} huge pages of {} on a machine of {} with {} pages\n\n", request.count,
                                  runSizeText(request.size.size), byteSumText(request.memory.value),
                                  runSizeText(request.geometry.pageSize()));
    out += fmt::format("saved          {:>12}  struct pages given back\n", byteSumText(saved));
    out += fmt::format("page tables    {:>12}  {} of them, where blocks of vmemmap are split\n", byteSumText(plan.tableBytes.value),
                       plan.result.ledger.tablesAllocated);
    out += fmt::format("net            {:>12}\n", (plan.net() < 0 ? "-" : "") + byteSumText(static_cast<std::uint64_t>(std::abs(plan.net()))));
    out += plan.breakEven == 0
        ? "break-even            none  vmemmap is mapped by pages from the start\n"
        : fmt::format("break-even     {:>12}  huge pages in 128M of memory, which share one table\n", plan.breakEven);
    out += fmt::format("vmemmap lines  {:>12}  {} before; {} of text\n", plan.linesAfter, plan.linesBefore, byteSumText(textBytes));
    out += "\nIn this much memory\n  size   freed each        count    freed in all\n";
    for (const HvoSizeOffer &offer : offersFor(request.geometry, request.size.size * request.count, request.layout)) {
        out += fmt::format("  {:<5}  {:>10}  {:>11}  {:>14}\n", runSizeText(offer.size.size), byteSumText(offer.freedEach.value),
                           offer.count, byteSumText(offer.freedAll.value));
    }
    return writeOut(out);
}

} // namespace

void PlanOptions::addTo(CLI::App &command)
{
    command.add_flag("--plan", wanted, "no dump: what --count huge pages (all memory without it) would do to a machine of --memory");
    command.add_option("--memory", memory, "with --plan: memory of the machine, as in 1T");
}

int printPlan(const PlanOptions &plan, const SimulateOptions &options, const ParameterValues &values)
{
    for (const auto &[name, value] : values) {
        if (name != "hugepage" && name != "count" && name != "kernel") {
            return complain({ErrorCode::BadArgument, "--" + name, "not with --plan"});
        }
    }
    const auto request = planRequest(wordsOf(plan, options.input, values));
    if (!request) {
        return complain(request.error());
    }
    const auto planned = planHvo(*request, arm64Dialects().front());
    if (!planned) {
        return complain(planned.error());
    }
    const std::uint64_t textBytes = textBytesOf(*planned);
    if (!options.output.empty()) {
        return printSimulation(planned->result, options, planJson(*request, *planned, textBytes));
    }
    const bool written = options.json ? writeOut(jsonText(planJson(*request, *planned, textBytes)))
                                      : printWords(*request, *planned, textBytes);
    return written ? clean : outputLost();
}

} // namespace ptscope::cli
