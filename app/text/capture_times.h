// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "core/snapshot/snapshot.h"

namespace ptscope {

/// "2026-11-21 00:22:51Z to 00:22:52Z, read in 24 ms", as far as it is known; empty where nothing is. Reads what lies beside
/// the dump.
std::string captureTimesText(const Snapshot &snapshot);
/// "24 ms". Boards measure by /proc/uptime, which knows hundredths of a second.
std::string readDurationText(std::uint64_t milliseconds);
/// "read in 24 ms": how long the kernel printed; empty where nobody measured. Reads what lies beside the dump.
std::string readTimeText(const Snapshot &snapshot);

} // namespace ptscope
