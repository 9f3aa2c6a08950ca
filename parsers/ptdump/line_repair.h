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
    std::string text;                     ///< without line end, no leading or trailing blanks
    std::vector<DiagnosticCode> repairs;  ///< in the order they were made
    bool continuesNextLine = false;       ///< quoted-printable soft break: the next line belongs to this one

    bool was(DiagnosticCode code) const;
};
RepairedLine repairLine(std::string_view raw);

/// What a line without any range or marker is: a prompt, a console message, a cut, prose.
DiagnosticCode kindOfForeignText(const RepairedLine &line);

} // namespace ptscope
