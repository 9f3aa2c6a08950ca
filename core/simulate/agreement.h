// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/diff/diff.h"

namespace ptscope {

/// How far a prediction and what the kernel printed agree in one region.
struct RegionAgreement {
    std::string region; ///< empty between regions
    std::uint64_t rowsPredicted = 0;
    std::uint64_t rowsReal = 0;
    std::uint64_t rowsEqual = 0; ///< same range, level and words
    ByteCount compared;          ///< mapped in one of the two at least
    ByteCount equal;             ///< of these, mapped alike in both
    std::array<ByteCount, changeKindCount> differing{}; ///< by kind; a range can have several

    bool whole() const { return rowsEqual == rowsPredicted && rowsEqual == rowsReal; }
};

struct Agreement {
    std::vector<RegionAgreement> regions; ///< as the real dump has them, then what lies between; only those with rows
    RegionAgreement total;
    Diff diff; ///< prediction before, reality after
};

/// Compares after KASLR has been taken out. Fails with InconsistentGeometry when the geometries differ.
Result<Agreement> agreementOf(SnapshotPtr predicted, SnapshotPtr real);

} // namespace ptscope
