// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "core/diff/alignment.h"

namespace ptscope::cli {

/// Adds --align to a command that compares two dumps; `align` must outlive it.
void addAlignOption(CLI::App &command, AlignBy &align);
/// What its words mean, for the end of a help page.
const char *alignHelp();

} // namespace ptscope::cli
