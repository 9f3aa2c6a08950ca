// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "core/base/result.h"
#include "core/diff/alignment.h"
#include "core/diff/change.h"
#include "core/diff/kpti.h"
#include "core/snapshot/snapshot.h"
#include "core/stat/statistics.h"

namespace ptscope {

struct DiffOptions {
    AlignBy align = AlignBy::Detect;
    bool churnRule = true; ///< false: everything is meaning
    bool byClass = false;  ///< two geometries: the ledger only
};

/// What one side of the ledger counts.
struct LedgerSide {
    std::array<std::uint64_t, leafClassCount> bytesByLeaf{};
    LevelFigures mappedBytesByLevel{};
    TableCounts tables{};
    std::uint64_t mappedBytes = 0;
    std::uint64_t tlbEntries = 0;
    bool tablesProven = true;

    bool operator==(const LedgerSide &) const = default;
};

/// What changed between two snapshots.
struct Diff {
    SnapshotPtr before;
    SnapshotPtr after;
    Alignment alignment;
    ChangeTable changes;
    KptiSwitch kpti = KptiSwitch::None;
    ByteCount uncompared; ///< mapped in one text, not mentioned in the other, which is cut
    LedgerSide ledgerBefore;
    LedgerSide ledgerAfter;
    bool byClass = false;

    std::uint32_t meaningCount() const;
    std::uint32_t churnCount() const { return changes.size() - meaningCount(); }
    /// Of two geometries nothing but the sums can differ.
    bool empty() const { return changes.empty() && alignment.inPlace() && (!byClass || ledgerBefore == ledgerAfter); }
    /// Two extracts of different places: that nothing differs would be a wrong answer.
    bool sharesNothing() const;
};

/// One sweep over both. Fails with InconsistentGeometry when the geometries differ and `byClass` is not set: addresses of
/// one say nothing about the other then. Time: the rows of both; no text is compared.
Result<Diff> diffOf(SnapshotPtr before, SnapshotPtr after, const DiffOptions &options = {});

/// The name of the region that a change lies in; empty between regions.
std::string regionNameOf(const Diff &diff, ChangeIndex change);

} // namespace ptscope
