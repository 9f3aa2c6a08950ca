// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <vector>

namespace ptscope {

/// One thing that the command palette can do.
struct PaletteEntry {
    QString group;
    QString text;
    QString detail; ///< small, behind the text; why it cannot run now if it cannot
    QString keys;
    bool enabled = true;
    std::function<void()> run;
};

using PaletteEntries = std::vector<PaletteEntry>;

/// Entries made from what was typed. A place is what was meant when it is one; a word may be a filter by chance, so
/// that stands behind the commands.
struct PaletteAnswers {
    PaletteEntries before;
    PaletteEntries after;
};

} // namespace ptscope
