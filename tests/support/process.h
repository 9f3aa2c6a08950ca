// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

// Programs as a user runs them: what they read, what they write, how they end.
namespace ptscope::test {

struct ProcessSetup {
    std::string input = {};         ///< what stands on standard input
    std::string outputTo = {};      ///< a path for standard output, as /dev/full, instead of catching it
    bool outputClosed = false;      ///< standard output is a pipe that nobody reads
    unsigned user = 0;              ///< another user to run as, when we are root
    std::string folder = {};        ///< where to run
};

struct ProcessResult {
    int code = -1; ///< the exit code, or 128 + the signal
    std::string output;
    std::string errors;
};

/// Runs a program to its end. 127: it could not be run.
ProcessResult runProcess(const std::vector<std::string> &command, const ProcessSetup &setup = {});

} // namespace ptscope::test
