// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <cstdio>
#include <fmt/core.h>
#include <memory>
#include <unistd.h>

#include "app/capture/capture.h"
#include "app/capture/capture_text.h"
#include "app/capture/series_recorder.h"
#include "app/cli/command.h"
#include "app/text/size_text.h"
#include "core/base/plain_text.h"

namespace ptscope::cli {

namespace {

struct CaptureOptions {
    std::string source;
    std::string output;
    std::string every;
    unsigned count = 0;
    std::string table;
    std::string root;
    std::vector<std::string> sshOptions;
    std::string maxSize;
    unsigned timeout = 600;
    bool dumpOnly = false;
    bool noSymbols = false;
    bool showCommands = false;
    bool quiet = false;
};

/// What an interrupt reaches: only this may be touched by a signal handler.
Progress runningCapture;

void stopRunningCapture(int)
{
    runningCapture.requestStop();
}

int complainAbout(const CaptureError &error)
{
    const ErrorText text = captureErrorText(error);
    fmt::print(stderr, "ptscope-cli: {}: {}{}{}\n", plainName(error.source), plainName(text.what),
               text.hint.empty() ? "" : "; ", plainName(text.hint));
    return badInput;
}

Result<CaptureRequest> requestOf(const CaptureOptions &options)
{
    auto source = parseCaptureSource(options.source);
    if (!source) {
        return tl::make_unexpected(source.error());
    }
    if (!options.table.empty() && !isTableName(options.table)) {
        return fail(ErrorCode::BadArgument, "--table " + options.table,
                    "kernel_page_tables, efi_page_tables, kvm/PID-FD/stage2_page_tables or page_tables/kernel is needed");
    }
    const bool hasRoot = source->kind == CaptureSource::Kind::Ssh || source->kind == CaptureSource::Kind::Adb;
    if (!options.root.empty() && !hasRoot) {
        return fail(ErrorCode::BadArgument, "--root " + options.root, "it is for ssh and adb: the helper here reads this machine's own files only");
    }
    CaptureRequest request;
    request.source = std::move(*source);
    request.wish = {options.table, options.root, !options.dumpOnly, !options.noSymbols};
    request.sshOptions = options.sshOptions;
    request.mayAsk = ::isatty(STDERR_FILENO) == 1;
    request.silence = std::chrono::seconds(options.timeout);
    if (!options.maxSize.empty()) {
        const auto ceiling = parseSize(options.maxSize);
        if (!ceiling) {
            return fail(ErrorCode::BadArgument, "--max-size " + options.maxSize, "a size like 4G is needed");
        }
        request.ceiling = *ceiling;
    }
    return request;
}

void tellNotes(const CapturedDump &dump, const std::string &path)
{
    for (const std::string &note : dump.notes.notes) {
        fmt::print(stderr, "{}: note: {}\n", plainName(path), plainName(note));
    }
    for (const std::string &missing : dump.notes.missing) {
        fmt::print(stderr, "{}: note: not captured: {}\n", plainName(path), plainName(missing));
    }
    std::string others;
    for (const std::string &table : dump.tables) {
        others += dump.notes.file.ends_with("/" + table) ? "" : (others.empty() ? "" : ", ") + table;
    }
    if (!others.empty()) {
        fmt::print(stderr, "{}: note: there are more tables, for --table: {}\n", plainName(path), plainName(others));
    }
}

/// One line that grows, on a terminal only.
CaptureStep progressLine(bool wanted)
{
    if (!wanted || ::isatty(STDERR_FILENO) != 1) {
        return {};
    }
    return [last = std::chrono::steady_clock::time_point{}](std::string_view file, std::uint64_t bytes) mutable {
        const auto now = std::chrono::steady_clock::now();
        if (now - last > std::chrono::milliseconds(100)) {
            last = now;
            fmt::print(stderr, "\r{:<24} {:>10}", plainName(file), byteSumText(bytes));
        }
    };
}

int captureOnce(const CaptureRequest &request, const CaptureOptions &options)
{
    const CaptureStep line = progressLine(!options.quiet);
    const auto dump = capture(request, &runningCapture, line);
    if (line) {
        fmt::print(stderr, "\r{:40}\r", "");
    }
    if (!dump) {
        return complainAbout(dump.error());
    }
    if (const auto saved = saveCapture(*dump, options.output); !saved) {
        return complain(saved.error());
    }
    if (!options.quiet) {
        fmt::print(stderr, "{}: {}\n", plainName(options.output), plainName(capturedText(*dump)));
        tellNotes(*dump, options.output);
    }
    return clean;
}

int captureSeries(const CaptureRequest &request, const CaptureOptions &options)
{
    const auto interval = parseInterval(options.every);
    if (!interval) {
        return complain(interval.error());
    }
    const SeriesPlan plan{options.output, *interval, options.count};
    const auto there = prepareSeries(plan, request.source);
    if (!there) {
        return complain(there.error());
    }
    if (*there > 0 && !options.quiet) {
        fmt::print(stderr, "{}: {} of {} are there already\n", options.output, *there, options.count);
    }
    unsigned failures = 0;
    const auto taken = recordSeries(plan, request, runningCapture, [&](const SeriesStep &step) {
        if (!step.dump) {
            ++failures;
            complainAbout(step.dump.error());
        } else if (!options.quiet) {
            fmt::print(stderr, "{}: {}\n", step.path, capturedText(*step.dump));
        }
        return true;
    });
    if (!taken) {
        return complain(taken.error());
    }
    if (*taken < options.count) {
        fmt::print(stderr, "ptscope-cli: {}: {} of {} captures; run the same command again for the rest\n", options.output, *taken, options.count);
    }
    return failures > 0 ? finding : clean;
}

int captureCommandLine(const CaptureOptions &options)
{
    const auto request = requestOf(options);
    if (!request) {
        return complain(request.error());
    }
    if (options.showCommands) {
        return writeOut(captureCommandText(*request)) ? clean : outputLost();
    }
    if (options.output.empty() || options.every.empty() != (options.count == 0)) {
        return complain({ErrorCode::BadArgument, options.output.empty() ? "-o" : "--every and --count",
                         options.output.empty() ? "name the file (or for a series the folder) to write" : "a series needs both"});
    }
    if (!options.quiet) {
        fmt::print(stderr, "{}", captureCostText(request->source));
    }
    std::signal(SIGINT, stopRunningCapture);
    std::signal(SIGTERM, stopRunningCapture);
    return options.every.empty() ? captureOnce(*request, options) : captureSeries(*request, options);
}

} // namespace

void addCapture(CLI::App &app, Run &run)
{
    auto options = std::make_shared<CaptureOptions>();
    CLI::App *command = app.add_subcommand("capture", "Read a dump and what explains it, here or on a board, into one file");
    command->add_option("SOURCE", options->source, "local, ssh:HOST, adb, adb:SERIAL, exec:COMMAND (its output is the dump), - (standard input)")
        ->required();
    command->add_option("-o,--output", options->output, "the file to write, NAME.ptdump.zst; for a series the folder");
    command->add_option("--every", options->every, "record a series: from one read to the next, as in 5s, 500ms, 2m");
    command->add_option("--count", options->count, "of captures in the series; an interrupted one goes on where it ended");
    command->add_option("--table", options->table, "which table under debugfs (default: the kernel's own)");
    command->add_option("--root", options->root, "where the board's / lies, if it is another folder there");
    command->add_option("--ssh-option", options->sshOptions, "handed to ssh behind -o; may come more than once")->allow_extra_args(false);
    command->add_option("--max-size", options->maxSize, "ceiling on what comes (default 3G)");
    command->add_option("--timeout", options->timeout, "seconds without a byte after which to give up (default 600)");
    command->add_flag("--dump-only", options->dumpOnly, "nothing beside the dump");
    command->add_flag("--no-symbols", options->noSymbols, "leave out kallsyms and config, which are the most bytes");
    command->add_flag("--show-commands", options->showCommands, "print what would be run here and there, and do nothing");
    command->add_flag("-q,--quiet", options->quiet, "say nothing but errors");
    command->footer(helpFooter(usualExitCodes,
                               {"capture local -o here.ptdump.zst",
                                "capture ssh:board -o board.ptdump.zst",
                                "capture ssh:board --every 5s --count 20 -o while-the-test-runs",
                                "capture exec:./read-over-serial.sh -o board.ptdump.zst"}));
    command->callback([options, &run] { run = [options] { return captureCommandLine(*options); }; });
}

} // namespace ptscope::cli
