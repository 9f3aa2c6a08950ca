// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/captures.h"
#include "tests/support/process.h"

// The command line as scripts use it. For programs of tests/cli, which know where ptscope-cli was built (PTSCOPE_CLI).
namespace ptscope::test {

inline ProcessResult cli(const std::vector<std::string> &arguments, const ProcessSetup &setup = {})
{
    std::vector<std::string> command{PTSCOPE_CLI};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return runProcess(command, setup);
}

/// The path of a capture's dump.
inline std::string dumpFile(const std::string &capture)
{
    return captureFile(capture).string();
}

} // namespace ptscope::test
