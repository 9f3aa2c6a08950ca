// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/snapshot/snapshot.h"

namespace ptscope {

/// Where every line of a dump went: the figures behind "149 lines: 137 runs, 12 markers, 0 not understood".
struct LineAccount {
    std::uint64_t lines = 0;
    std::uint64_t runs = 0;
    std::uint64_t markers = 0;
    std::uint64_t passedOver = 0;     ///< no dump lines, recognised: prompts, console messages, prose
    std::uint64_t repaired = 0;       ///< read without loss, but not as the kernel prints them
    std::uint64_t captureNotes = 0;   ///< no lines: what whoever captured it has to say
    std::uint64_t contradictions = 0; ///< understood, but the text contradicts itself or the geometry
    std::uint64_t notUnderstood = 0;

    bool clean() const { return contradictions == 0 && notUnderstood == 0; }
};

LineAccount lineAccountOf(const Snapshot &snapshot);

} // namespace ptscope
