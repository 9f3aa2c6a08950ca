// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/companion/system_facts.h"

namespace ptscope {

// Each takes the whole text of one file. A line that is none of the file's is noted in `log` with its number and skipped;
// NothingFound when no line is one. An empty /proc/modules is no module, not an error.

Result<std::vector<KernelModule>> parseModules(std::string_view text, DiagnosticLog &log);
/// Lines `/sys/module/ptlab/sections/.text:0xffff8000787c3000`, as `grep -r . /sys/module/*/sections` prints them.
Result<std::vector<ModuleSection>> parseModuleSections(std::string_view text, DiagnosticLog &log);
Result<MemInfo> parseMemInfo(std::string_view text, DiagnosticLog &log);
/// Lines `/sys/kernel/mm/hugepages/hugepages-2048kB nr=0 free=0`.
Result<std::vector<HugePagePool>> parseHugePages(std::string_view text, DiagnosticLog &log);
/// NAME=VALUE a line; `#` begins a comment. Of two with one name the first counts.
Result<NamedValues> parseNamedValues(std::string_view text, DiagnosticLog &log);
/// /proc/cmdline: one line, control bytes removed.
Result<std::string> parseCommandLine(std::string_view text, DiagnosticLog &log);
/// The release in "Linux version 7.3.4-ptlab (...) ...", the first such words of /proc/version or a dmesg, or the whole of
/// an osrelease file; empty when there is none.
std::string kernelReleaseIn(std::string_view text);

} // namespace ptscope
