// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <exception>
#include <fmt/format.h>
#include <future>
#include <unistd.h>

#include "app/text/diagnostic_text.h"
#include "app/text/size_text.h"
#include "core/base/plain_text.h"
#include "core/companion/companions.h"
#include "parsers/companions/beside.h"
#include "parsers/load.h"
#include "parsers/series/series_files.h"

namespace ptscope::cli {

namespace {

constexpr std::size_t notesShown = 20;

std::string displayName(const std::string &file)
{
    return file == "-" ? "(standard input)" : plainName(file);
}

} // namespace

Result<LoadOptions> loadOptions(const InputOptions &options)
{
    LoadOptions out;
    if (!options.maxSize.empty()) {
        const auto ceiling = parseSize(options.maxSize);
        if (!ceiling) {
            return fail(ErrorCode::BadArgument, "--max-size " + options.maxSize, "a size like 4G is needed");
        }
        out.maxTextBytes = *ceiling;
    }
    if (!options.pageSize.empty()) {
        out.geometry.granule = options.pageSize == "64K" ? Granule::Page64K
            : options.pageSize == "16K"                  ? Granule::Page16K
                                                         : Granule::Page4K;
    }
    out.geometry.vaBits = options.vaBits;
    const auto possible =
        PagingGeometry::make(out.geometry.granule.value_or(Granule::Page4K), options.vaBits.value_or(48));
    if (!possible) {
        return tl::make_unexpected(possible.error());
    }
    out.companionsBeside = options.companions;
    out.symbols = options.symbols;
    for (const auto &[name, path] : options.companionFiles) {
        if (!path.empty()) {
            out.companionFiles.emplace_back(name, path);
        }
    }
    for (const std::string &path : options.symbolFiles) {
        for (auto &file : symbolFilesIn(path)) {
            out.companionFiles.push_back(std::move(file));
        }
    }
    return out;
}

void printDiagnostics(const std::vector<Diagnostic> &diagnostics, const std::string &file)
{
    std::size_t notes = 0;
    for (const Diagnostic &d : diagnostics) {
        if (d.severity == Severity::Note && ++notes > notesShown) {
            continue;
        }
        fmt::print(stderr, "{}:{}: {}: {}\n", displayName(file), d.line, severityText(d.severity), diagnosticText(d));
    }
    if (notes > notesShown) {
        fmt::print(stderr, "{}: note: {} more repairs\n", displayName(file), notes - notesShown);
    }
}

namespace {

void printCompanionDiagnostics(const Companions &companions)
{
    for (const CompanionFile &file : companions.files) {
        for (const Diagnostic &d : file.diagnostics) {
            fmt::print(stderr, "{}:{}: {}: {}\n", plainName(file.path), d.line, severityText(d.severity), diagnosticText(d));
        }
        if (file.error) {
            fmt::print(stderr, "{}: warning: {}; not used\n", plainName(file.path), errorText(*file.error).what);
        }
    }
}

} // namespace

void InputOptions::addTo(CLI::App &command, const std::string &name, const std::string &what)
{
    command.add_option(name, file, what)->required();
    addReadingTo(command);
    command.add_option("--dump", dump, "which dump, when the text holds several; counted from 1");
}

void InputOptions::addReadingTo(CLI::App &command)
{
    command.add_option("--page-size", pageSize, "override the page size found: 4K, 16K or 64K")
        ->check(CLI::IsMember({"4K", "16K", "64K"}));
    command.add_option("--va-bits", vaBits, "override the virtual address bits found (36 to 52)")
        ->check(CLI::Range(36U, 52U));
    command.add_option("--max-size", maxSize, "ceiling on the decompressed text (default 16G)");
    command.add_flag("-q,--quiet", quiet, "no diagnostics on standard error");
}

void InputOptions::addCompanionsTo(CLI::App &command)
{
    companions = true;
    constexpr std::array<std::array<const char *, 3>, 6> kinds{
        {{"vmallocinfo", "--vmallocinfo", "/proc/vmallocinfo of the same moment"},
         {"iomem", "--iomem", "/proc/iomem of the machine"},
         {"modules", "--modules", "/proc/modules of the same moment"},
         {"kallsyms", "--kallsyms", "/proc/kallsyms of the same boot"},
         {"vmlinux", "--vmlinux", "vmlinux of that kernel: sections and symbols"},
         {"System.map", "--system-map", "System.map of that kernel"}}};
    companionFiles.reserve(kinds.size()); // the options keep references into it
    for (const auto &[name, option, what] : kinds) {
        companionFiles.emplace_back(name, "");
        command.add_option(option, companionFiles.back().second, std::string(what) + " (default: the file beside FILE)")
            ->check(CLI::ExistingFile);
    }
    command
        .add_option("--symbols", symbolFiles,
                    "more of them: vmlinux, a module (.ko), kallsyms or System.map, whichever it is, or a folder of such; may come more than once")
        ->check(CLI::ExistingPath)
        ->expected(1)
        ->take_all();
}

int complain(const Error &error)
{
    return complain(error, errorText(error).hint);
}

int complain(const Error &error, const std::string &hint)
{
    const std::string subject = error.subject.empty() ? "" : plainName(error.subject) + ": ";
    fmt::print(stderr, "ptscope-cli: {}{}{}{}\n", subject, plainName(errorText(error).what), hint.empty() ? "" : "; ", hint);
    return badInput;
}

bool hasErrors(const Snapshot &snapshot)
{
    const auto &all = snapshot.diagnostics();
    return std::any_of(all.begin(), all.end(), [](const Diagnostic &d) { return d.severity == Severity::Error; });
}

bool writeOut(std::string_view text)
{
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
}

int outputLost()
{
    return badInput;
}

namespace {

/// A folder that is one capture stands for its dump, and a note says which that is.
struct NamedDump {
    std::string path;
    std::string note = {};
};

Result<NamedDump> dumpNamed(const std::string &file)
{
    if (!isFolder(file)) {
        return NamedDump{file};
    }
    const auto capture = captureIn(file);
    if (!capture) {
        return tl::make_unexpected(capture.error());
    }
    const std::string beside =
        capture->snapshotsBeside == 0
            ? ""
            : fmt::format("; the {} snapshots beside it are a series: ptscope-cli series", capture->snapshotsBeside);
    return NamedDump{capture->dump, fmt::format("{}: note: a capture, read as {}{}\n", plainName(file), plainName(capture->dump), beside)};
}

/// Says nothing itself: two are read side by side, and what is said comes in their order.
struct Reading {
    Result<LoadedText> text;
    std::string note = {};
};

Reading load(const InputOptions &options)
{
    const auto how = loadOptions(options);
    if (!how) {
        return {tl::make_unexpected(how.error())};
    }
    const auto file = dumpNamed(options.file);
    if (!file) {
        return {tl::make_unexpected(file.error())};
    }
    auto text = loadFile(file->path, *how);
    if (!text) {
        text.error().subject = displayName(file->path);
    }
    return {std::move(text), file->note};
}

/// A companion that was given by hand and could not be used: what it was given for would be missing in silence.
std::optional<Error> unusableCompanion(const InputOptions &options, const Companions *companions)
{
    const auto wasGiven = [&options](const CompanionFile &file) {
        const auto &paths = options.symbolFiles;
        return std::find(paths.begin(), paths.end(), file.path) != paths.end()
            || std::any_of(options.companionFiles.begin(), options.companionFiles.end(),
                           [&file](const auto &given) { return given.second == file.path && given.first == file.name; });
    };
    for (std::size_t i = 0; companions != nullptr && i < companions->files.size(); ++i) {
        if (const CompanionFile &file = companions->files[i]; file.error && wasGiven(file)) {
            return file.error;
        }
    }
    return std::nullopt;
}

/// Says what was noticed, and picks the dumps that were asked for.
tl::expected<std::vector<SnapshotPtr>, int> take(Reading reading, const InputOptions &options)
{
    if (!options.quiet) {
        fmt::print(stderr, "{}", reading.note);
    }
    auto &text = reading.text;
    if (!text) {
        return tl::make_unexpected(complain(text.error()));
    }
    if (!options.quiet) {
        for (const SnapshotPtr &snapshot : text->snapshots) {
            printDiagnostics(snapshot->diagnostics(), snapshot->source().path);
        }
        if (const Companions *companions = text->snapshots.front()->companions()) {
            printCompanionDiagnostics(*companions);
        }
    }
    if (const auto bad = unusableCompanion(options, text->snapshots.front()->companions())) {
        return tl::make_unexpected(complain(*bad));
    }
    if (options.dump > text->snapshots.size()) {
        return tl::make_unexpected(complain({ErrorCode::BadArgument, fmt::format("--dump {}", options.dump),
                                             fmt::format("the text holds {}", text->snapshots.size())}));
    }
    if (options.dump != 0) {
        return std::vector<SnapshotPtr>{text->snapshots[options.dump - 1]};
    }
    return std::move(text->snapshots);
}

tl::expected<SnapshotPtr, int> takeOne(Reading reading, const InputOptions &options)
{
    auto dumps = take(std::move(reading), options);
    if (!dumps) {
        return tl::make_unexpected(dumps.error());
    }
    if (dumps->size() > 1 && !options.quiet) {
        fmt::print(stderr, "{}: note: the text holds {} dumps; this is the first, --dump N takes another\n",
                   displayName(options.file), dumps->size());
    }
    return dumps->front();
}

} // namespace

tl::expected<std::vector<SnapshotPtr>, int> openInput(const InputOptions &options)
{
    return take(load(options), options);
}

tl::expected<SnapshotPtr, int> openOneDump(const InputOptions &options)
{
    return takeOne(load(options), options);
}

tl::expected<TwoDumps, int> openTwoDumps(const InputOptions &first, const InputOptions &second)
{
    auto loading = std::async(std::launch::async, [&second] { return load(second); });
    const auto before = takeOne(load(first), first);
    auto other = loading.get();
    if (!before) {
        return tl::make_unexpected(before.error());
    }
    const auto after = takeOne(std::move(other), second);
    if (!after) {
        return tl::make_unexpected(after.error());
    }
    return TwoDumps{*before, *after};
}

std::string helpFooter(std::string_view notes, std::initializer_list<std::string_view> examples)
{
    return fmt::format("{}\nExamples:\n  ptscope-cli {}", notes, fmt::join(examples, "\n  ptscope-cli "));
}

int runCommandLine(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_DFL);
    CLI::App app{
        "Reads what ptdump prints of a Linux kernel's page tables (/sys/kernel/debug/kernel_page_tables), live or\n"
        "captured, whole or damaged, and answers questions about it.",
        "ptscope-cli"};
    app.footer(helpFooter(usualExitCodes, {"stat kernel_page_tables", "find kernel_page_tables wx",
                                           "diff before.txt after.txt", "capture ssh:board -o board.ptdump.zst"}));
    app.set_version_flag("--version", PTSCOPE_VERSION);
    app.require_subcommand(1);
    Run run;
    addPrint(app, run);
    addStat(app, run);
    addTree(app, run);
    addLookup(app, run);
    addFind(app, run);
    addDiff(app, run);
    addReport(app, run);
    addSeries(app, run);
    addSimulate(app, run);
    addCapture(app, run);
    addAnonymise(app, run);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &e) {
        if (e.get_exit_code() != 0 && app.get_subcommands().empty() && app.remaining_size() > 0) {
            fmt::print(stderr, "ptscope-cli: {}: no such command; --help lists them\n", app.remaining().front());
            return badInput;
        }
        return app.exit(e) == 0 ? clean : badInput;
    }
    try {
        const int code = run();
        const bool written = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
        return written ? code : complain({ErrorCode::WriteFailed, "standard output", "closed or full"});
    } catch (const std::exception &e) {
        fmt::print(stderr, "ptscope-cli: internal fault: {}\n", e.what());
        return ourFault;
    }
}

} // namespace ptscope::cli
