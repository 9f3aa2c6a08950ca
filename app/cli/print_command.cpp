// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>

#include "app/cli/command.h"
#include "parsers/ptdump/writer.h"

namespace ptscope::cli {

namespace {

int print(const InputOptions &options)
{
    const auto dumps = openInput(options);
    if (!dumps) {
        return dumps.error();
    }
    for (const SnapshotPtr &snapshot : *dumps) {
        if (!writeMarkedDump(*snapshot, writeOut)) {
            return outputLost();
        }
    }
    const bool errors = std::any_of(dumps->begin(), dumps->end(), [](const SnapshotPtr &s) { return hasErrors(*s); });
    return errors ? finding : clean;
}

} // namespace

void addPrint(CLI::App &app, Run &run)
{
    auto options = std::make_shared<InputOptions>();
    CLI::App *command = app.add_subcommand("print", "Write the dump back as the kernel prints it: byte-identical when undamaged");
    options->addTo(*command);
    command->footer(helpFooter(usualExitCodes,
                               {"print mail.txt > clean.txt",
                                "print --dump 2 mail.txt > second.txt"}));
    command->callback([options, &run] { run = [options] { return print(*options); }; });
}

} // namespace ptscope::cli
