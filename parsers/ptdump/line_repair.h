// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/diagnostic.h"

namespace ptscope {

/// One line with everything taken off that mail programs, consoles and tools put around a dump line
/// (reference/ptdump-formats.md, part 10). What was taken off is told, never hidden.
struct RepairedLine {
    std::string text;                    ///< without line end, no leading or trailing blanks
    std::vector<DiagnosticCode> repairs; ///< in the order they were made

    bool was(DiagnosticCode code) const;
};
/// `quotedPrintable`: the line was put together from pieces with soft breaks, so it is in that code for certain.
RepairedLine repairLine(std::string_view raw, bool quotedPrintable = false);

/// A line that ends in `=`: quoted-printable goes on with the next one (RFC 2045). `raw` loses that end, line end included.
bool dropSoftBreak(std::string_view &raw);
/// A piece of a dump line, be it damaged: only there soft breaks and codes are looked for.
bool holdsDumpText(std::string_view raw);

/// What a line without any range or marker is: a prompt, a console message, a cut, prose.
DiagnosticCode kindOfForeignText(const RepairedLine &line);

} // namespace ptscope
