// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/snapshot/snapshot.h"
#include "core/stat/statistics.h"

namespace ptscope {

/// What a simulation did, for people and for the ledger.
struct SimulationLedger {
    Statistics before;
    Statistics after;
    std::uint64_t tablesAllocated = 0; ///< by the kernel on the way; tables that were freed are not subtracted
    std::uint64_t tablesFreed = 0;
    ByteCount memorySaved;                ///< pages given back; tables not subtracted
    ByteCount memorySpent;                ///< pages taken beyond what was asked for (rounding up)
    std::vector<std::string> steps;       ///< what happened, a sentence each
    std::vector<std::string> assumptions; ///< what the text cannot tell and was taken for granted
};

/// A predicted dump: a snapshot like any other, whose source says that it was simulated.
struct SimulationResult {
    SnapshotPtr snapshot;
    SimulationLedger ledger;
};

/// "0xA-0xB", the end exclusive as printed.
std::string printedRange(AddrRange range);
/// Takes the figures of both sides. Where no tables were counted on the way, those that came and went between the two are.
void closeLedger(SimulationLedger &ledger, const Snapshot &before, const Snapshot &after);

} // namespace ptscope
