// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace ptscope {

/// Where a capture comes from, as the user names it: "local", "ssh:HOST", "adb", "adb:SERIAL", "exec:COMMAND", "-".
struct CaptureSource {
    enum class Kind { Local, Ssh, Adb, Exec, StandardInput };

    Kind kind = Kind::Local;
    std::string name;               ///< the host, the serial number
    std::vector<std::string> words; ///< of the command
    std::string asGiven;
};

/// Fails with BadArgument: an unknown kind, no host, a name that ssh or adb would take for an option, quotes that do not close.
Result<CaptureSource> parseCaptureSource(std::string_view text);

/// Cuts a command into words as a shell does with blanks, '...', "..." and \x, and nothing else: no variables, no globs.
/// Nothing when a quote does not close.
std::optional<std::vector<std::string>> splitWords(std::string_view text);
/// One word of a POSIX shell that means exactly `text`.
std::string shellQuoted(std::string_view text);
/// The words as they may be typed into a shell.
std::string shellLine(const std::vector<std::string> &words);

} // namespace ptscope
