// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/json.h"
#include "core/diff/diff.h"
#include "core/snapshot/row_text.h"
#include "core/stat/statistics.h"

namespace ptscope::cli {

namespace {

struct SeriesOptions {
    InputOptions common;
    std::vector<std::string> files;
    bool json = false;
};

/// The figures of one snapshot, and what changed since the one before it.
struct Moment {
    std::string name;
    PartStatistics figures;
    std::optional<std::uint32_t> meaning; ///< changes since the last moment; none for the first
    std::uint32_t churn = 0;
    bool comparable = true;
};

/// The files of a folder in the order of their names; hidden ones and folders are no snapshots.
Result<std::vector<std::string>> filesOf(const std::string &path)
{
    std::error_code error;
    if (path == "-" || !std::filesystem::is_directory(path, error)) {
        return std::vector<std::string>{path};
    }
    std::vector<std::string> out;
    for (const auto &entry : std::filesystem::directory_iterator(path, error)) {
        if (entry.is_regular_file(error) && !entry.path().filename().string().starts_with('.')) {
            out.push_back(entry.path().string());
        }
    }
    if (error) {
        return fail(ErrorCode::ReadFailed, path, error.message());
    }
    if (out.empty()) {
        return fail(ErrorCode::NothingFound, path, "the folder holds no files");
    }
    std::sort(out.begin(), out.end());
    return out;
}

Moment momentOf(const std::string &file, const SnapshotPtr &snapshot, const SnapshotPtr &before)
{
    Moment out{std::filesystem::path(file).filename().string(), statisticsOf(*snapshot).total, std::nullopt, 0, true};
    if (before == nullptr) {
        return out;
    }
    const auto diff = diffOf(before, snapshot);
    out.comparable = diff.has_value();
    if (diff) {
        out.meaning = diff->meaningCount();
        out.churn = diff->churnCount();
    }
    return out;
}

std::string table(const std::vector<Moment> &moments)
{
    std::size_t width = 8;
    for (const Moment &moment : moments) {
        width = std::max(width, moment.name.size());
    }
    std::string out = fmt::format("{:<{}}  {:>8}  {:>12}  {:>12}  {:>12}  {:>10}  {:>8}  {:>8}\n", "snapshot", width,
                                  "rows", "mapped", "blocks", "W+X", "PTE tables", "changes", "churn");
    for (const Moment &moment : moments) {
        const PartStatistics &f = moment.figures;
        const std::uint64_t blocks =
            f.mappedBytes - f.mappedBytesByLevel[number(Level::Pte)] - f.mappedBytesByLevel[number(Level::Unknown)];
        const auto size = [](std::uint64_t bytes) { return bytes == 0 ? std::string("0") : runSizeText({bytes}); };
        const std::string changes = !moment.comparable ? "other"
            : moment.meaning                           ? std::to_string(*moment.meaning)
                                                       : "-";
        const std::string churn = moment.meaning ? std::to_string(moment.churn) : "-";
        out += fmt::format("{:<{}}  {:>8}  {:>12}  {:>12}  {:>12}  {:>10}  {:>8}  {:>8}\n", moment.name, width,
                           f.rows.count(), size(f.mappedBytes), size(blocks), size(f.wxBytes),
                           f.tables[number(Level::Pte)], changes, churn);
    }
    return out;
}

Json json(const std::vector<Moment> &moments)
{
    Json out;
    out["format"] = "ptscope-series/1";
    out["snapshots"] = Json::array();
    for (const Moment &moment : moments) {
        Json one;
        one["name"] = moment.name;
        one["rows"] = moment.figures.rows.count();
        one["mapped_bytes"] = moment.figures.mappedBytes;
        one["mapped_bytes_by_level"] = byLevel(moment.figures.mappedBytesByLevel);
        one["wx_bytes"] = moment.figures.wxBytes;
        one["tables"] = byLevel(moment.figures.tables);
        one["tlb_entries"] = moment.figures.tlbEntries;
        one["changes"] = moment.meaning ? Json(*moment.meaning) : Json(nullptr);
        one["churn"] = moment.meaning ? Json(moment.churn) : Json(nullptr);
        out["snapshots"].push_back(std::move(one));
    }
    return out;
}

int series(const SeriesOptions &options)
{
    std::vector<std::string> files;
    for (const std::string &path : options.files) {
        const auto found = filesOf(path);
        if (!found) {
            return complain(found.error());
        }
        files.insert(files.end(), found->begin(), found->end());
    }
    std::vector<Moment> moments;
    SnapshotPtr before;
    for (const std::string &file : files) {
        InputOptions input = options.common;
        input.file = file;
        const auto dump = openOneDump(input);
        if (!dump) {
            return dump.error();
        }
        moments.push_back(momentOf(file, *dump, before));
        before = *dump;
    }
    const bool written = writeOut(
        options.json ? json(moments).dump(1, ' ', false, Json::error_handler_t::replace) + "\n" : table(moments));
    return written ? clean : complain({ErrorCode::WriteFailed, "standard output", "closed or full"});
}

} // namespace

void addSeries(CLI::App &app, Run &run)
{
    auto options = std::make_shared<SeriesOptions>();
    CLI::App *command = app.add_subcommand("series", "The figures of many snapshots over time, as a table");
    command
        ->add_option("FILES", options->files,
                     "dumps in the order of time, or a folder of them (in the order of their names)")
        ->required();
    command->add_flag("--json", options->json, "one JSON object (ptscope-series/1)");
    command->add_flag("-q,--quiet", options->common.quiet, "no diagnostics on standard error");
    command->footer("changes: of meaning, since the snapshot above; churn: stacks and the like that came and went.");
    command->callback([options, &run] { run = [options] { return series(*options); }; });
}

} // namespace ptscope::cli
