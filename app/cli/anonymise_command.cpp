// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/core.h>
#include <memory>
#include <random>

#include "app/capture/atomic_file.h"
#include "app/cli/command.h"
#include "core/anonymise/anonymise.h"
#include "parsers/bundle/bundle.h"
#include "parsers/ptdump/writer.h"

namespace ptscope::cli {

namespace {

struct AnonymiseOptions {
    InputOptions input;
    std::string output;
    std::optional<std::uint64_t> seed;
};

std::string listed(const std::vector<std::string> &names)
{
    std::string out;
    for (const std::string &name : names) {
        out += (out.empty() ? "" : ", ") + name;
    }
    return out;
}

std::uint64_t anySeed()
{
    std::random_device random;
    return std::uint64_t{random()} << 32U | random();
}

Result<void> save(const Snapshot &snapshot, const std::string &path)
{
    return saveAtomically(path, [&](const auto &sink) {
        if (!path.ends_with(".zst")) {
            return writeMarkedDump(snapshot, sink);
        }
        return writeBundle(printed(snapshot), {}, sink).has_value();
    });
}

void tell(const Anonymised &result)
{
    fmt::print(stderr, "moved: {}\n", result.moved.empty() ? "nothing" : listed(result.moved));
    if (!result.kept.empty()) {
        fmt::print(stderr, "left where they are: {}\n", listed(result.kept));
    }
    fmt::print(stderr, "left out: companions, kernel release, times, file names, and every line that is no dump line\n");
}

int anonymiseDump(const AnonymiseOptions &options)
{
    const auto dump = openOneDump(options.input);
    if (!dump) {
        return dump.error();
    }
    const auto result = anonymise(**dump, options.seed.value_or(anySeed()));
    if (!result) {
        return complain(result.error());
    }
    if (!options.input.quiet) {
        tell(*result);
    }
    if (options.output.empty()) {
        return writeMarkedDump(*result->snapshot, writeOut) ? clean : outputLost();
    }
    const auto saved = save(*result->snapshot, options.output);
    return saved ? clean : complain(saved.error());
}

} // namespace

void addAnonymise(CLI::App &app, Run &run)
{
    auto options = std::make_shared<AnonymiseOptions>();
    CLI::App *command =
        app.add_subcommand("anonymise", "The same tables without names and KASLR, fit to be posted: sizes, levels, attributes and alignment stay");
    options->input.addTo(*command);
    command->add_option("-o,--output", options->output, "write it here, not to standard output; compressed where the name ends in .zst");
    command->add_option("--seed", options->seed, "draw the same addresses again (for tests; a seed that is known undoes the shift)");
    command->footer(helpFooter(usualExitCodes,
                               {"anonymise board.ptdump.zst -o to-post.txt"}));
    command->callback([options, &run] { run = [options] { return anonymiseDump(*options); }; });
}

} // namespace ptscope::cli
