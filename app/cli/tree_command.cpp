// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
namespace ptscope::cli {
void addTree(CLI::App &, Run &) {}
void addLookup(CLI::App &, Run &) {}
} // namespace ptscope::cli
