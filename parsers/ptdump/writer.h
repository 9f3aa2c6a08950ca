// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/snapshot/snapshot.h"

namespace ptscope {

/// Writes a snapshot as the kernel prints it, piece by piece. `sink` returns false to stop (a closed pipe). For every
/// undamaged dump the pieces together are the text that was read.
bool writeDump(const Snapshot &snapshot, const std::function<bool(std::string_view)> &sink);
/// The same behind the line that says that it was simulated, where it was: for text that leaves for a file or another program.
bool writeMarkedDump(const Snapshot &snapshot, const std::function<bool(std::string_view)> &sink);
/// What the kernel would print, in one piece.
std::string printed(const Snapshot &snapshot);

} // namespace ptscope
