// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/core.h>
#include <memory>

#include "app/cli/align_option.h"
#include "app/cli/command.h"
#include "app/cli/diff_json.h"
#include "app/cli/diff_report.h"
#include "app/text/geometry_text.h"
#include "core/snapshot/row_text.h"

namespace ptscope::cli {

namespace {

struct DiffCommand {
    InputOptions before;
    std::string after;
    AlignBy align = AlignBy::Detect;
    bool noChurnRule = false;
    bool byClass = false;
    bool json = false;
    ReportStyle style;
};

/// What git difftool names where a commit adds or removes a file.
constexpr const char *notThere = "/dev/null";

Result<Diff> diffOfTwo(const DiffCommand &options, SnapshotPtr before, SnapshotPtr after)
{
    return diffOf(std::move(before), std::move(after), {options.align, !options.noChurnRule, options.byClass});
}

/// A mail that shows before and after holds both in one text.
tl::expected<TwoDumps, int> openBothOfOneText(const InputOptions &input)
{
    const auto dumps = openInput(input);
    if (!dumps) {
        return tl::make_unexpected(dumps.error());
    }
    if (dumps->size() < 2) {
        return tl::make_unexpected(
            complain({ErrorCode::BadArgument, input.file, "one dump cannot be compared: name another, or a text that holds two"}));
    }
    if (dumps->size() > 2 && !input.quiet) {
        fmt::print(stderr, "{}: note: the text holds {} dumps; these are the first two\n", input.file, dumps->size());
    }
    return TwoDumps{(*dumps)[0], (*dumps)[1]};
}

std::string bothNames(const DiffCommand &options)
{
    return options.after.empty() ? options.before.file : options.before.file + " and " + options.after;
}

int refuse(const DiffCommand &options, const TwoDumps &dumps, Error error)
{
    error.subject = bothNames(options);
    return complain(error, assumedGeometryHint({options.before.file, &dumps.first->geometryFinding()},
                                               {options.after, &dumps.second->geometryFinding()}));
}

tl::expected<TwoDumps, int> openBoth(const DiffCommand &options)
{
    InputOptions first = options.before;
    first.companions = true; // they tell stacks, which come and go, from what stays
    first.symbols = false;
    InputOptions second = first;
    second.file = options.after;
    if (options.before.file == "-" && second.file == "-") {
        return tl::make_unexpected(
            complain({ErrorCode::BadArgument, "-", "standard input can be one of the two dumps, not both"}));
    }
    for (const auto &[here, missing] : {std::pair{first.file, second.file}, std::pair{second.file, first.file}}) {
        if (missing == notThere) {
            return tl::make_unexpected(complain(
                {ErrorCode::BadArgument, here, std::string("was added or removed as a whole (") + notThere + " is the other side): nothing to compare"}));
        }
    }
    return options.after.empty() ? openBothOfOneText(first) : openTwoDumps(first, second);
}

int diff(const DiffCommand &options)
{
    const auto dumps = openBoth(options);
    if (!dumps) {
        return dumps.error();
    }
    const auto compared = diffOfTwo(options, dumps->first, dumps->second);
    if (!compared) {
        return refuse(options, *dumps, compared.error());
    }
    if (compared->sharesNothing()) {
        return complain({ErrorCode::BadArgument, bothNames(options), "no address is in both, so nothing can be compared"});
    }
    if (compared->uncompared.value != 0 && !options.before.quiet) {
        fmt::print(stderr, "{}: note: {} mapped in one dump could not be compared: the other says nothing there\n",
                   bothNames(options), runSizeText(compared->uncompared));
    }
    const bool written = options.json ? writeOut(jsonText(diffJson(*compared, options.style.all)))
                                      : writeOut(diffReport(*compared, options.style));
    if (!written) {
        return outputLost();
    }
    const bool sumsDiffer = compared->byClass && !compared->empty();
    const bool equal = compared->alignment.moved.empty() && compared->meaningCount() == 0 && !sumsDiffer;
    return equal && (!options.style.all || compared->empty()) ? clean : finding;
}

} // namespace

void addDiff(CLI::App &app, Run &run)
{
    auto options = std::make_shared<DiffCommand>();
    CLI::App *command = app.add_subcommand("diff", "What changed between two dumps: by kind, churn apart");
    options->before.addTo(*command, "A", "the earlier dump, or the folder of a capture; - is standard input");
    command->add_option("B", options->after, "the later dump, or the folder of a capture; - is standard input. Without it A holds both");
    command->add_flag("--json", options->json, "one JSON object (ptscope-diff/1)");
    command->add_flag("--all", options->style.all, "list churn too (stacks that came and went)");
    command->add_flag("--mail", options->style.mail, "72 columns, ready for a cover letter");
    command->add_option("--limit", options->style.limit, "ranges listed of each kind of change (default 16, 0: all)");
    addAlignOption(*command, options->align);
    command->add_flag("--no-churn-rule", options->noChurnRule, "nothing is churn");
    command->add_flag("--by-class", options->byClass, "two geometries: compare the sums alone");
    command->footer(
        helpFooter(std::string(alignHelp()) + "Exit codes: 0 no difference of meaning (with --all: none at all), 1 there are some, 2 bad input.\n"
                   "Marks: + mapped  - unmapped  ~ changed  Y split  ^ merged  > moved  t table alone",
                   {"diff before.txt after.txt", "diff --mail before.txt after.txt >> cover-letter.txt"}));
    command->callback([options, &run] { run = [options] { return diff(*options); }; });
}

} // namespace ptscope::cli
