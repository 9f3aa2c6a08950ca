// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace ptscope {

struct ChildResult {
    int exitCode = 0;     ///< 128 + the signal when one ended it
    std::string errors;   ///< the beginning of what it wrote to standard error
    bool stopped = false; ///< by us, since the consumer had enough
};

struct ChildLimits {
    /// Nothing to read for so long: given up. A read of a large dump is silent while the kernel walks its tables.
    std::chrono::seconds silence{600};
};

/// Takes the next bytes of standard output; false when no more are wanted.
using ChildOutput = std::function<bool(std::string_view)>;

/// Runs a program to its end, by its words and never through a shell; standard input is empty. Fails with NotFound when it
/// cannot be started, Cancelled soon after a stop was requested, ReadFailed when it was silent for too long.
Result<ChildResult> runChild(const std::vector<std::string> &words, const ChildOutput &take, const Progress *progress,
                             const ChildLimits &limits = {});

} // namespace ptscope
