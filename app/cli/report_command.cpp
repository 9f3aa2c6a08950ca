// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "app/capture/atomic_file.h"
#include "app/cli/align_option.h"
#include "app/cli/command.h"
#include "app/text/report_html.h"

namespace ptscope::cli {

namespace {

struct ReportCommand {
    InputOptions input;
    std::string after;
    std::string output;
    AlignBy align = AlignBy::Detect;
};

int save(const ReportCommand &options, const std::string &html)
{
    if (options.output.empty() || options.output == "-") {
        return writeOut(html) ? clean : outputLost();
    }
    const auto saved = saveAtomically(options.output, [&html](const auto &sink) { return sink(html); });
    return saved ? clean : complain(saved.error());
}

int reportOfOne(const ReportCommand &options)
{
    const auto dump = openOneDump(options.input);
    return dump ? save(options, reportOf(*dump)) : dump.error();
}

int reportOfTwo(const ReportCommand &options)
{
    InputOptions first = options.input;
    first.companions = true; // as diff does: a report says what is churn by the same rule
    first.symbols = false;
    InputOptions second = first;
    second.file = options.after;
    if (options.input.file == "-" && second.file == "-") {
        return complain({ErrorCode::BadArgument, "-", "standard input can be one of the two dumps, not both"});
    }
    const auto dumps = openTwoDumps(first, second);
    if (!dumps) {
        return dumps.error();
    }
    const ComparisonPtr comparison = compare(dumps->first, dumps->second, {options.align});
    if (comparison->refusal) {
        Error error = *comparison->refusal;
        error.subject = options.input.file + " and " + options.after;
        return complain(error);
    }
    return save(options, reportOf(*comparison));
}

} // namespace

void addReport(CLI::App &app, Run &run)
{
    auto options = std::make_shared<ReportCommand>();
    CLI::App *command =
        app.add_subcommand("report", "One HTML file about a dump, or about what changed between two, pictures included");
    options->input.addTo(*command, "A", "a dump; with B the earlier one; - is standard input");
    command->add_option("B", options->after, "the later dump; - is standard input");
    command->add_option("-o,--output", options->output, "write the report here, not to standard output");
    addAlignOption(*command, options->align);
    command->footer(
        helpFooter(std::string(alignHelp()) + "The file needs nothing else: no script, no picture beside it. It follows the reader's light or dark\n"
                   "theme and prints in light.",
                   {"report board.ptdump.zst -o board.html", "report before.txt after.txt -o changes.html"}));
    command->callback([options, &run] {
        run = [options] { return options->after.empty() ? reportOfOne(*options) : reportOfTwo(*options); };
    });
}

} // namespace ptscope::cli
