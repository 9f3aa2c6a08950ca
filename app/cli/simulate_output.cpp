// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/simulate_output.h"

#include <cstdio>
#include <fmt/core.h>

#include "app/capture/atomic_file.h"
#include "app/text/agreement_text.h"
#include "core/simulate/agreement.h"
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

Json agreementJson(const RegionAgreement &agreement)
{
    Json out;
    if (!agreement.region.empty()) {
        out["region"] = agreement.region;
    }
    out["rows_predicted"] = agreement.rowsPredicted;
    out["rows_real"] = agreement.rowsReal;
    out["rows_equal"] = agreement.rowsEqual;
    out["mapped_bytes"] = agreement.compared.value;
    out["equal_bytes"] = agreement.equal.value;
    out["differing_bytes"] = Json::object();
    for (const ChangeKind kind : allChangeKinds) {
        const ByteCount bytes = agreement.differing[static_cast<std::size_t>(kind)];
        if (bytes.value != 0) {
            out["differing_bytes"][name(kind)] = bytes.value;
        }
    }
    return out;
}

bool printAgreement(const Agreement &agreement, const std::string &against)
{
    std::string out = fmt::format("prediction against {}: {}\n\n", against, agreementText(agreement.total));
    for (const RegionAgreement &region : agreement.regions) {
        const std::string differing = differingText(region);
        out += fmt::format("{} {:<16} {}{}\n", region.whole() ? "=" : "~",
                           region.region.empty() ? "between regions" : region.region, agreementText(region),
                           differing.empty() ? "" : "; differs: " + differing);
    }
    return writeOut(out);
}

/// Exit code 0 when every row is equal, 1 when not.
int holdAgainst(const SimulationResult &result, const SimulateOptions &options, Json json)
{
    InputOptions input = options.input;
    input.file = options.against;
    const auto real = openOneDump(input);
    if (!real) {
        return real.error();
    }
    const auto agreement = agreementOf(result.snapshot, *real);
    if (!agreement) {
        Error error = agreement.error();
        error.subject = options.against;
        return complain(error);
    }
    bool written = false;
    if (options.json) {
        json["against"] = agreementJson(agreement->total);
        json["against"]["regions"] = Json::array();
        for (const RegionAgreement &region : agreement->regions) {
            json["against"]["regions"].push_back(agreementJson(region));
        }
        written = writeOut(jsonText(json));
    } else {
        written = printAgreement(*agreement, options.against);
    }
    return !written ? outputLost() : agreement->total.whole() ? clean : finding;
}

} // namespace

void SimulateOptions::addTo(CLI::App &command)
{
    input.addTo(command);
    command.add_option("-o,--output", output, "write the predicted dump here, behind a line that says so, not to standard output");
    command.add_option("--against", against, "tell how far the prediction and this real dump agree; exit 1 where they differ");
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
        const auto saved = saveAtomically(options.output, [&](const auto &sink) { return writeMarkedDump(*result.snapshot, sink); });
        if (!saved) {
            return complain(saved.error());
        }
    }
    if (!options.against.empty()) {
        return holdAgainst(result, options, json);
    }
    if (options.json ? !writeOut(jsonText(json))
                     : options.output.empty() && !writeDump(*result.snapshot, writeOut)) {
        return outputLost();
    }
    return clean;
}

} // namespace ptscope::cli
