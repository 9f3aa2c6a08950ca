// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/snapshot/snapshot.h"

namespace ptscope {

/// "2026-11-21 00:22:51Z to 00:22:52Z, read in 24 ms", as far as it is known; empty where nothing is. Reads what lies beside
/// the dump.
std::string captureTimesText(const Snapshot &snapshot);

} // namespace ptscope
