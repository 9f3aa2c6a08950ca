// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/core.h>
#include <memory>
#include <random>

#include "app/capture/atomic_file.h"
#include "app/cli/command.h"
#include "core/anonymise/anonymise.h"
#include "parsers/bundle/bundle.h"
#include "parsers/companions/anonymise_companions.h"
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

bool isBundle(const std::string &path)
{
    return path.ends_with(".zst");
}

Result<void> save(const Snapshot &snapshot, const AnonymisedCompanions &companions, const std::string &path)
{
    std::vector<BundleFile> files;
    for (const auto &[name, text] : companions.files) {
        files.push_back({name, text});
    }
    return saveAtomically(path, [&](const auto &sink) {
        return isBundle(path) ? writeBundle(printed(snapshot), files, sink).has_value() : writeMarkedDump(snapshot, sink);
    });
}

void tellCompanions(const AnonymisedCompanions &companions, bool written)
{
    if (!written) {
        fmt::print(stderr, "left out: what lies beside the dump{}\n",
                   companions.files.empty() ? "" : "; -o NAME.ptdump.zst keeps vmallocinfo and what else can be cleaned");
        return;
    }
    std::vector<std::string> names;
    for (const auto &[name, text] : companions.files) {
        names.push_back(name);
    }
    fmt::print(stderr, "rewritten beside it: {}\n", names.empty() ? "nothing" : listed(names));
    for (const std::string &sentence : companions.left) {
        fmt::print(stderr, "left out: {}\n", sentence);
    }
}

void tell(const Anonymised &result)
{
    fmt::print(stderr, "moved: {}\n", result.moved.empty() ? "nothing" : listed(result.moved));
    if (!result.kept.empty()) {
        fmt::print(stderr, "left where they are: {}\n", listed(result.kept));
    }
    fmt::print(stderr, "left out: kernel release, times, file names, and every line that is no dump line\n");
}

int anonymiseDump(const AnonymiseOptions &options)
{
    const auto dump = openOneDump(options.input);
    if (!dump) {
        return dump.error();
    }
    const std::uint64_t seed = options.seed.value_or(anySeed());
    const auto result = anonymise(**dump, seed);
    if (!result) {
        return complain(result.error());
    }
    const AnonymisedCompanions companions = anonymiseCompanions(**dump, *result, seed);
    if (!options.input.quiet) {
        tell(*result);
        tellCompanions(companions, isBundle(options.output));
    }
    if (options.output.empty()) {
        return writeMarkedDump(*result->snapshot, writeOut) ? clean : outputLost();
    }
    const auto saved = save(*result->snapshot, companions, options.output);
    return saved ? clean : complain(saved.error());
}

} // namespace

void addAnonymise(CLI::App &app, Run &run)
{
    auto options = std::make_shared<AnonymiseOptions>();
    CLI::App *command =
        app.add_subcommand("anonymise", "The same tables without names and KASLR, fit to be posted: sizes, levels, attributes and alignment stay");
    options->input.addTo(*command);
    options->input.companions = true;
    options->input.symbols = false;
    command->add_option("-o,--output", options->output, "write it here, not to standard output; a bundle with what can be cleaned of the files beside it where the name ends in .zst");
    command->add_option("--seed", options->seed, "draw the same addresses again (for tests; a seed that is known undoes the shift)");
    command->footer(helpFooter(usualExitCodes,
                               {"anonymise board.ptdump.zst -o to-post.ptdump.zst", "anonymise board.ptdump.zst > to-post.txt"}));
    command->callback([options, &run] { run = [options] { return anonymiseDump(*options); }; });
}

} // namespace ptscope::cli
