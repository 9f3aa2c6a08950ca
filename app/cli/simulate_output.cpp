// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/simulate_output.h"

#include <cstdio>
#include <fmt/core.h>

#include "app/capture/atomic_file.h"
#include "app/text/size_text.h"
#include "parsers/companions/fields.h"
#include "parsers/ptdump/writer.h"

namespace ptscope::cli {

namespace {

Json sideJson(const Statistics &statistics)
{
    Json out;
    out["mapped_bytes"] = statistics.total.mappedBytes;
    out["mapped_bytes_by_level"] = byLevel(statistics.total.mappedBytesByLevel);
    out["contiguous_bytes_by_level"] = byLevel(statistics.total.contiguousBytesByLevel);
    out["tables"] = byLevel(statistics.total.tables);
    out["tlb_entries"] = statistics.total.tlbEntries;
    return out;
}

} // namespace

void SimulateOptions::addTo(CLI::App &command)
{
    input.addTo(command);
    command.add_option("-o,--output", output, "write the predicted dump here, not to standard output");
    command.add_flag("--json", json, "the ledger as one JSON object (ptscope-simulate/1) instead of the dump");
}

Json simulationJson(const SimulationResult &result)
{
    Json out;
    out["format"] = "ptscope-simulate/1";
    out["simulation"] = result.snapshot->source().simulation;
    out["memory_saved_bytes"] = result.ledger.memorySaved.value;
    out["memory_spent_bytes"] = result.ledger.memorySpent.value;
    out["tables_allocated"] = result.ledger.tablesAllocated;
    out["tables_freed"] = result.ledger.tablesFreed;
    out["table_bytes"] = result.ledger.tablesAllocated * result.snapshot->geometry().pageSize().value;
    out["steps"] = result.ledger.steps;
    out["assumptions"] = result.ledger.assumptions;
    out["before"] = sideJson(result.ledger.before);
    out["after"] = sideJson(result.ledger.after);
    return out;
}

int printSimulation(const SimulationResult &result, const SimulateOptions &options, const Json &json)
{
    if (!options.input.quiet) {
        for (const std::string &step : result.ledger.steps) {
            fmt::print(stderr, "simulated: {}\n", step);
        }
        for (const std::string &assumption : result.ledger.assumptions) {
            fmt::print(stderr, "assumed: {}\n", assumption);
        }
    }
    if (!options.output.empty()) {
        const auto saved = saveAtomically(options.output, [&](const auto &sink) { return writeDump(*result.snapshot, sink); });
        if (!saved) {
            return complain(saved.error());
        }
    }
    if (options.json ? !writeOut(json.dump(1) + "\n")
                     : options.output.empty() && !writeDump(*result.snapshot, writeOut)) {
        return outputLost();
    }
    return clean;
}

Result<std::vector<AddrRange>> parseRanges(const std::string &text)
{
    std::vector<AddrRange> out;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        const std::string_view one = rest.substr(0, comma);
        const std::size_t dash = one.find('-');
        const auto first = companions::hexNumber(one.substr(0, dash));
        const auto end = dash == std::string_view::npos ? std::nullopt : companions::hexNumber(one.substr(dash + 1));
        if (!first || !end || *end - 1 < *first) {
            return fail(ErrorCode::BadArgument, std::string(one),
                        "a range START-END in hex is needed, the end exclusive as printed");
        }
        out.push_back({{*first}, {*end - 1}});
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    return out;
}

} // namespace ptscope::cli
