// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/snapshot/snapshot.h"
#include "parsers/load.h"

namespace ptscope::cli {

/// Exit codes that scripts rely on.
enum ExitCode : int {
    clean = 0,
    finding = 1,
    badInput = 2,
    ourFault = 3,
};

/// What every command that reads a dump takes.
struct InputOptions {
    std::string file;
    std::string pageSize;
    std::optional<unsigned> vaBits;
    unsigned dump = 0; ///< counted from 1; 0: not chosen
    std::string maxSize;
    bool quiet = false;
    bool companions = false; ///< for commands that use them: take what lies beside the file
    bool symbols = true;     ///< with `companions`: symbols too
    /// Companions given by hand, by the name of their kind ("vmallocinfo"); empty paths are not given.
    std::vector<std::pair<std::string, std::string>> companionFiles;
    std::vector<std::string> symbolFiles; ///< vmlinux, modules, kallsyms, System.map, or folders of such

    /// The options --vmallocinfo, --iomem and so on; sets `companions`.
    void addCompanionsTo(CLI::App &command);
    void addTo(CLI::App &command, const std::string &name = "FILE",
               const std::string &what = "a dump, plain or compressed (gzip, xz, zstd, bzip2); - is standard input");
    /// The options alone, for commands that name their files otherwise.
    void addReadingTo(CLI::App &command);
};

/// What the options say about reading. Fails for a size or a geometry that cannot be.
Result<LoadOptions> loadOptions(const InputOptions &options);

/// The dumps of the file, diagnostics written to standard error as FILE:LINE: words. On failure the sentence has been
/// written too, and the exit code comes back.
tl::expected<std::vector<SnapshotPtr>, int> openInput(const InputOptions &options);
/// The one dump that a command works on: the chosen one, else the first, and a note when there are others.
tl::expected<SnapshotPtr, int> openOneDump(const InputOptions &options);
/// The same for two files, which are read side by side; diagnostics of the first come first.
struct TwoDumps {
    SnapshotPtr first;
    SnapshotPtr second;
};
tl::expected<TwoDumps, int> openTwoDumps(const InputOptions &first, const InputOptions &second);

/// What exit codes mean where a command does not say otherwise, and where diagnostics go.
inline constexpr std::string_view usualExitCodes =
    "Exit codes: 0 clean, 1 a finding or a line that was not understood, 2 bad input or usage, 3 a fault of ours.\n"
    "Diagnostics go to standard error as FILE:LINE: severity: words.";
/// What stands below the options in --help: notes, and lines to copy.
std::string helpFooter(std::string_view notes, std::initializer_list<std::string_view> examples);

/// `ptscope-cli: FILE: what; hint` on standard error. Returns the exit code for it.
int complain(const Error &error);
/// The same with a hint of the caller's.
int complain(const Error &error, const std::string &hint);
/// Everything that was not understood or contradicts itself, and the first repairs; a repair that covers many lines is one
/// line here.
void printDiagnostics(const std::vector<Diagnostic> &diagnostics, const std::string &file);
/// True when a line of the dump could not be understood.
bool hasErrors(const Snapshot &snapshot);

/// Writes to standard output; false when it is closed or full. A command need not tell: what was lost is told at the end of
/// every run, also when it was lost in the last flush.
bool writeOut(std::string_view text);
/// The exit code of a command that stops because writeOut failed.
int outputLost();

/// A subcommand registers itself: its options, and what to run.
using Run = std::function<int()>;
void addPrint(CLI::App &app, Run &run);
void addStat(CLI::App &app, Run &run);
void addTree(CLI::App &app, Run &run);
void addLookup(CLI::App &app, Run &run);
void addFind(CLI::App &app, Run &run);
void addDiff(CLI::App &app, Run &run);
void addReport(CLI::App &app, Run &run);
void addSeries(CLI::App &app, Run &run);
void addSimulate(CLI::App &app, Run &run);
void addCapture(CLI::App &app, Run &run);
void addAnonymise(CLI::App &app, Run &run);

/// The whole command line.
int runCommandLine(int argc, char **argv);

} // namespace ptscope::cli
