// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fmt/format.h>
#include <future>
#include <memory>
#include <numeric>

#include "app/cli/command.h"
#include "app/cli/json.h"
#include "app/text/capture_times.h"
#include "app/text/size_text.h"
#include "core/companion/companions.h"
#include "core/hvo/stripes.h"
#include "core/paging/dialect.h"
#include "core/snapshot/row_text.h"
#include "core/stat/run_lengths.h"
#include "core/stat/statistics.h"

namespace ptscope::cli {

namespace {

struct StatOptions {
    InputOptions input;
    bool json = false;
};

/// All that one pass over the rows gives.
struct DumpFigures {
    Statistics statistics;
    RunLengths runLengths;
    Stripes stripes;
};

/// The stripes take as long as the rest, and neither needs the other.
DumpFigures figuresOf(const Snapshot &snapshot)
{
    constexpr std::uint32_t worthAThread = 100'000;
    const bool large = snapshot.extents().size() >= worthAThread;
    auto stripes = std::async(large ? std::launch::async : std::launch::deferred,
                              [&snapshot] { return findStripes(snapshot, StripeDetail::Counts); });
    DumpFigures figures;
    figures.statistics = statisticsOf(snapshot);
    figures.runLengths = runLengthsOf(snapshot, {0, snapshot.extents().size()});
    figures.stripes = stripes.get();
    return figures;
}

std::uint64_t diagnosticLines(const Snapshot &snapshot)
{
    const auto &all = snapshot.diagnostics();
    return std::accumulate(all.begin(), all.end(), std::uint64_t{0}, [](auto sum, const Diagnostic &d) { return sum + d.count; });
}

std::uint64_t linesNotUnderstood(const Snapshot &snapshot)
{
    const auto &all = snapshot.diagnostics();
    return std::accumulate(all.begin(), all.end(), std::uint64_t{0}, [](auto sum, const Diagnostic &d) {
        return sum + (d.severity == Severity::Error ? d.count : 0);
    });
}

Json regionJson(const Region &region, const PartStatistics &part)
{
    Json out;
    out["name"] = region.name;
    if (region.range) {
        out["first"] = addressText(region.range->first.value);
        out["last"] = addressText(region.range->last.value);
    } else {
        out["placed"] = false;
    }
    out["rows"] = part.rows.count();
    out["mapped_bytes"] = part.mappedBytes;
    out["mapped_bytes_by_level"] = byLevel(part.mappedBytesByLevel);
    out["contiguous_bytes_by_level"] = byLevel(part.contiguousBytesByLevel);
    out["tlb_entries"] = part.tlbEntries;
    out["tlb_entries_without_groups"] = part.tlbWithoutGroups;
    out["tables"] = byLevel(part.tables);
    return out;
}

/// Lengths from a power of two to twice of it; those that do not occur are left out.
Json runLengthsJson(const RunLengths &lengths)
{
    Json out = Json::array();
    for (std::size_t bucket = 0; bucket < RunLengths::bucketCount; ++bucket) {
        if (const RunCount count = lengths.total(bucket); count.runs != 0) {
            out.push_back({{"from", std::uint64_t{1} << bucket}, {"runs", count.runs}, {"bytes", count.bytes}});
        }
    }
    return out;
}

std::string runLengthsText(const RunLengths &lengths)
{
    std::string out;
    for (std::size_t bucket = 0; bucket < RunLengths::bucketCount; ++bucket) {
        if (const std::uint64_t runs = lengths.total(bucket).runs; runs != 0) {
            out += fmt::format("{}{} x {}", out.empty() ? "" : ", ", runs, runSizeText(ByteCount{std::uint64_t{1} << bucket}));
        }
    }
    return out.empty() ? "none" : out + " (each up to its double)";
}

void addFigures(Json &out, const Snapshot &snapshot, const DumpFigures &figures)
{
    const Statistics &statistics = figures.statistics;
    const PartStatistics &total = statistics.total;
    out["mapped_bytes"] = total.mappedBytes;
    out["mapped_bytes_by_level"] = byLevel(total.mappedBytesByLevel);
    out["contiguous_bytes_by_level"] = byLevel(total.contiguousBytesByLevel);
    Json attributes = Json::object();
    for (std::uint16_t i = 1; i < statistics.mappedBytesByAttributes.size(); ++i) {
        if (statistics.mappedBytesByAttributes[i] != 0) {
            attributes[snapshot.attributes().words({i})] = statistics.mappedBytesByAttributes[i];
        }
    }
    out["mapped_bytes_by_attributes"] = std::move(attributes);
    out["wx_bytes"] = total.wxBytes;
    out["tlb_entries"] = total.tlbEntries;
    out["tlb_entries_without_groups"] = total.tlbWithoutGroups;
    out["run_lengths"] = runLengthsJson(figures.runLengths);
    out["tables"] = byLevel(total.tables);
    out["tables_proven"] = snapshot.tablesProven();
    if (!snapshot.tablesProven()) {
        out["tables_reason"] = "KASAN's shared shadow tables print as leaves: the counts are an upper bound";
    }
}

Json hvoJson(const Stripes &stripes)
{
    Json out;
    out["huge_pages"] = Json::array();
    for (const StripeCount &count : stripes.counts) {
        Json size;
        size["size"] = count.size.size.value;
        size["count"] = count.count;
        size["saved_bytes"] = count.saved.value;
        out["huge_pages"].push_back(std::move(size));
    }
    out["kept_pages"] = keptPages(stripes.layout);
    out["saved_bytes"] = stripes.saved.value;
    out["split_tables"] = stripes.splitTables;
    out["breaks"] = stripes.breaks.size();
    return out;
}

/// "1024 x 2M (1 RW + 7 ro), 28 MiB saved, 18 tables": a line only where HVO left something.
std::string hvoText(const Stripes &stripes)
{
    if (stripes.empty()) {
        return {};
    }
    const unsigned kept = keptPages(stripes.layout);
    std::string sizes;
    for (const StripeCount &count : stripes.counts) {
        sizes += fmt::format("{}{} x {} ({} RW + {} ro)", sizes.empty() ? "" : ", ", count.count, runSizeText(count.size.size),
                             kept, count.size.vmemmapPages - kept);
    }
    return fmt::format("HVO       {}, {} saved, {} vmemmap tables; {} breaks in the pattern\n",
                       sizes.empty() ? "no whole huge page" : sizes, byteSumText(stripes.saved.value), stripes.splitTables,
                       stripes.breaks.size());
}

/// What a bundle says of its capture; nothing for a text alone.
void addCapture(Json &out, const Snapshot &snapshot)
{
    if (const Companions *companions = snapshot.companions()) {
        const CaptureTimes &times = companions->capture;
        out["capture"] = {{"began", times.began.empty() ? Json(nullptr) : Json(times.began)},
                          {"ended", times.ended.empty() ? Json(nullptr) : Json(times.ended)},
                          {"read_ms", times.readMilliseconds ? Json(*times.readMilliseconds) : Json(nullptr)}};
    }
}

Json statJson(const Snapshot &snapshot, const DumpFigures &figures, std::size_t dumps)
{
    const Statistics &statistics = figures.statistics;
    const PagingGeometry &geometry = snapshot.geometry();
    Json out;
    out["format"] = "ptscope-stat/1";
    if (snapshot.source().isSimulated()) {
        out["simulated"] = snapshot.source().simulation;
    }
    out["arch"] = snapshot.dialect().arch;
    out["dialect"] = snapshot.dialect().name;
    out["page_size"] = geometry.pageSize().value;
    out["va_bits"] = geometry.vaBits();
    out["levels"] = geometry.levels();
    out["geometry_reason"] = snapshot.geometryFinding().reason;
    out["dumps"] = dumps;
    out["rows"] = snapshot.extents().size();
    out["holes"] = statistics.total.holes;
    out["invalid_rows"] = statistics.total.invalidRows;
    out["markers"] = snapshot.markers().size();
    out["diagnostics"] = diagnosticLines(snapshot);
    out["not_understood"] = linesNotUnderstood(snapshot);
    addCapture(out, snapshot);
    addFigures(out, snapshot, figures);
    if (!figures.stripes.empty()) {
        out["hvo"] = hvoJson(figures.stripes);
    }
    Json regions = Json::array();
    for (std::size_t i = 0; i < snapshot.regions().size(); ++i) {
        regions.push_back(regionJson(snapshot.regions()[i], statistics.regions[i]));
    }
    out["regions"] = std::move(regions);
    return out;
}

std::string leafNames(const Snapshot &snapshot, std::size_t leafClass)
{
    const PagingGeometry &g = snapshot.geometry();
    switch (static_cast<LeafClass>(leafClass)) {
    case LeafClass::Giant: return g.granule() == Granule::Page4K ? "1G" : g.granule() == Granule::Page16K ? "1G con" : "512M";
    case LeafClass::ContBlock: return runSizeText(g.contiguousSpan(Level::Pmd)) + " con";
    case LeafClass::Block: return runSizeText(g.span(Level::Pmd));
    case LeafClass::ContPage: return runSizeText(g.contiguousSpan(Level::Pte)) + " con";
    case LeafClass::Page: return runSizeText(g.pageSize());
    case LeafClass::Invalid: return "invalid (F)";
    case LeafClass::Hole: break;
    }
    return "hole";
}

std::string leafSums(const Snapshot &snapshot, const PartStatistics &part)
{
    std::string out;
    for (std::size_t i = leafClassCount; i-- > 1;) {
        if (part.bytesByLeaf[i] != 0) {
            out += fmt::format("{}{} {}", out.empty() ? "" : ", ", leafNames(snapshot, i), byteSumText(part.bytesByLeaf[i]));
        }
    }
    return out.empty() ? "nothing" : out;
}

std::string tableText(const TableCounts &tables)
{
    std::string out;
    std::uint64_t pages = 0;
    for (unsigned n = 0; n < tables.size(); ++n) {
        if (tables[n] != 0) {
            out += fmt::format("{}{} {}", out.empty() ? "" : ", ", tables[n], name(levelFromNumber(n)));
            pages += tables[n];
        }
    }
    return fmt::format("{} ({})", pages, out);
}

std::string statText(const Snapshot &snapshot, const DumpFigures &figures)
{
    const Statistics &statistics = figures.statistics;
    const PagingGeometry &g = snapshot.geometry();
    const PartStatistics &total = statistics.total;
    std::string out;
    out += fmt::format("{}: {} rows ({} holes, {} invalid), {} markers, {} lines not understood\n", snapshot.source().label,
                       snapshot.extents().size(), total.holes, total.invalidRows, snapshot.markers().size(),
                       linesNotUnderstood(snapshot));
    if (snapshot.source().isSimulated()) {
        out += fmt::format("simulated, not measured: {}\n", snapshot.source().simulation);
    }
    out += fmt::format("geometry  {} pages, {}-bit addresses, {} levels ({})\n", runSizeText(g.pageSize()), g.vaBits(),
                       g.levels(), snapshot.geometryFinding().reason);
    out += fmt::format("format    {}\n", snapshot.dialect().name);
    if (const std::string captured = captureTimesText(snapshot); !captured.empty()) {
        out += fmt::format("captured  {}\n", captured);
    }
    out += fmt::format("mapped    {}: {}\n", byteSumText(total.mappedBytes), leafSums(snapshot, total));
    out += fmt::format("tables    {}, {}{}\n", tableText(total.tables),
                       byteSumText(std::accumulate(total.tables.begin(), total.tables.end(), std::uint64_t{0}) * g.pageSize().value),
                       snapshot.tablesProven() ? "" : "; not proven: KASAN's shared shadow tables print as leaves");
    out += fmt::format("TLB       {} entries to cover all leaves (one per leaf, one per contiguous group), {} without groups\n", total.tlbEntries,
                       total.tlbWithoutGroups);
    out += hvoText(figures.stripes);
    out += fmt::format("runs      {}\n", runLengthsText(figures.runLengths));
    out += fmt::format("W+X       {}\n\n", byteSumText(total.wxBytes));
    std::size_t width = 6;
    for (const Region &region : snapshot.regions()) {
        width = std::max(width, region.name.size());
    }
    out += fmt::format("{:<{}}  {:<37}  {:>10}  by leaf size\n", "region", width, "range (end exclusive)", "mapped");
    for (std::size_t i = 0; i < snapshot.regions().size(); ++i) {
        const Region &region = snapshot.regions()[i];
        const std::string range = region.range
            ? addressText(region.range->first.value) + "-" + addressText(region.range->printedEnd())
            : "inside a hole, place not shown";
        out += fmt::format("{:<{}}  {:<37}  {:>10}  {}\n", region.name, width, range, byteSumText(statistics.regions[i].mappedBytes),
                           leafSums(snapshot, statistics.regions[i]));
    }
    return out;
}

int stat(const StatOptions &options)
{
    const auto dumps = openInput(options.input);
    if (!dumps) {
        return dumps.error();
    }
    bool errors = false;
    for (const SnapshotPtr &snapshot : *dumps) {
        const DumpFigures figures = figuresOf(*snapshot);
        errors |= hasErrors(*snapshot);
        if (options.json) {
            writeOut(jsonText(statJson(*snapshot, figures, dumps->size())));
            break;
        }
        writeOut(statText(*snapshot, figures) + (snapshot == dumps->back() ? "" : "\n"));
    }
    return errors ? finding : clean;
}

} // namespace

void addStat(CLI::App &app, Run &run)
{
    auto options = std::make_shared<StatOptions>();
    CLI::App *command = app.add_subcommand("stat", "What is mapped, by leaf size, attributes and region, and the tables it takes");
    options->input.addTo(*command);
    command->add_flag("--json", options->json, "one JSON object (ptscope-stat/1), of the first dump or of --dump");
    command->footer(helpFooter(usualExitCodes,
                               {"stat kernel_page_tables",
                                "stat --json board.ptdump.zst | jq .tables"}));
    command->callback([options, &run] { run = [options] { return stat(*options); }; });
}

} // namespace ptscope::cli
