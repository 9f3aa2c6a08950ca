// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fmt/format.h>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/series_report.h"
#include "app/text/diagnostic_text.h"
#include "app/text/geometry_text.h"
#include "app/text/place_text.h"
#include "core/query/place.h"

namespace ptscope::cli {

namespace {

struct SeriesOptions {
    InputOptions reading;
    std::vector<std::string> files;
    std::string range;
    bool changed = false;
    bool all = false;
    bool json = false;
};

/// What to try where the texts themselves do not settle which geometry they are of.
std::string geometryHint(const LoadedSeries &loaded)
{
    const Moment &one = loaded.parts[0]->moments().back();
    const Moment &other = loaded.parts[1]->moments().front();
    return assumedGeometryHint({one.name, one.geometry.get()}, {other.name, other.geometry.get()});
}

/// A folder holds what it likes; a dump that cannot be read is another matter.
bool isNoDump(const Error &error)
{
    return error.code == ErrorCode::NotADump || error.code == ErrorCode::EmptyInput;
}

void tell(const LoadedSeries &loaded)
{
    for (const SeriesPtr &part : loaded.parts) {
        for (const Moment &moment : part->moments()) {
            printDiagnostics(moment.diagnostics, moment.source.path);
        }
    }
    for (const Error &skipped : loaded.skipped) {
        fmt::print(stderr, "{}: {}: {}, passed over\n", skipped.subject, isNoDump(skipped) ? "note" : "warning",
                   errorText(skipped).what);
    }
    const std::string hint = loaded.parts.size() > 1 ? geometryHint(loaded) : std::string();
    for (const Error &other : loaded.otherGeometry) {
        fmt::print(stderr, "{}: note: {}; its figures stand behind the rest{}{}\n", other.subject, errorText(other).what,
                   hint.empty() ? "" : "; ", hint);
    }
}

/// The snapshot in which the place can be found: the first, or a later one that has a region the first lacks.
tl::expected<RangeQuery, int> queryOf(const SeriesOptions &options, const Series &series)
{
    if (options.range.empty()) {
        return RangeQuery{{{0}, {~std::uint64_t{0}}}, 0, options.all};
    }
    std::optional<PlaceProblem> problem;
    for (MomentIndex i = 0; i < series.size(); ++i) {
        const SnapshotPtr snapshot = series.snapshot(i);
        const auto place = findPlace(*snapshot, options.range);
        if (place) {
            return RangeQuery{place->range, i, true};
        }
        problem = problem.value_or(place.error());
        if (place.error() == PlaceProblem::NotUnderstood || place.error() == PlaceProblem::BadOffset) {
            break;
        }
    }
    const std::string why = placeProblemText(*problem, options.range, *series.snapshot(0));
    return tl::make_unexpected(complain({ErrorCode::BadArgument, "--range " + options.range, why}));
}

std::string report(const SeriesOptions &options, const LoadedSeries &loaded, const std::optional<RangeOverTime> &range)
{
    const Series &series = *loaded.parts.front();
    if (options.json) {
        return jsonText(seriesJson(loaded, range));
    }
    if (options.changed) {
        return range->changes.empty() ? "" : series.at(range->changes.front().moment).name + "\n";
    }
    return range ? rangeReport(series, *range) : seriesTable(loaded);
}

int series(const SeriesOptions &options)
{
    const auto files = seriesFilesOf(options.files);
    const auto how = loadOptions(options.reading);
    if (!files || !how) {
        return complain(files ? how.error() : files.error());
    }
    const auto loaded = loadSeries(*files, *how);
    if (!loaded) {
        return complain(loaded.error());
    }
    if (!options.reading.quiet) {
        tell(*loaded);
    }
    std::optional<RangeOverTime> range;
    if (!options.range.empty() || options.changed) {
        if (!loaded->hasOneAxis()) {
            return complain(loaded->otherGeometry.front(), geometryHint(*loaded));
        }
        const auto query = queryOf(options, *loaded->parts.front());
        if (!query) {
            return query.error();
        }
        range = RangeOverTime{query->range, changesOf(*loaded->parts.front(), *query)};
    }
    if (!writeOut(report(options, *loaded, range))) {
        return outputLost();
    }
    return range && !range->changes.empty() ? finding : clean;
}

} // namespace

void addSeries(CLI::App &app, Run &run)
{
    auto options = std::make_shared<SeriesOptions>();
    CLI::App *command = app.add_subcommand("series", "The figures of many snapshots over time; when a range changed");
    command
        ->add_option("FILES", options->files,
                     "dumps in the order of time, or a folder of them (by capture time where all tell it, else by name)")
        ->required();
    command->add_flag("--json", options->json, "one JSON object (ptscope-series/1)");
    command->add_option("--range", options->range,
                        "when this place changed: ADDR, ADDR-ADDR (the end exclusive), a region, region+offset");
    command->add_flag("--changed", options->changed,
                      "print only the name of the first snapshot in which the range (without --range: anything) changed");
    command->add_flag("--all", options->all, "without --range, churn counts for --changed too");
    options->reading.addReadingTo(*command);
    command->footer(
        helpFooter("changes: of meaning, since the snapshot above; churn: stacks and the like that came and went.\n"
                   "Exit codes: 0, with --range or --changed 1 when there is a change; 2 bad input.",
                   {"series while-the-test-runs", "series --range vmemmap --changed *.ptdump.zst"}));
    command->callback([options, &run] { run = [options] { return series(*options); }; });
}

} // namespace ptscope::cli
