// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/snapshot/snapshot.h"
#include "core/tree/page_table_tree.h"

namespace ptscope {

/// What one mapped run costs.
struct RowCost {
    std::uint64_t entries = 0; ///< page-table entries, of the level that the row names
    Level level = Level::Pte;  ///< canonical
    std::uint64_t tables = 0;  ///< tables of that level that hold them; neighbours may share the outer two
    ByteCount tableBytes;
    std::uint64_t tlbEntries = 0;       ///< a model: one per leaf, one per contiguous group
    std::uint64_t tlbWithoutGroups = 0; ///< the same where hardware ignores the Contiguous bit
};

RowCost costOf(const Snapshot &snapshot, RowIndex row);

/// A leaf larger than the run has now.
struct LargerLeaf {
    Level level = Level::Pmd;
    bool contiguous = false; ///< a contiguous group of leaves of `level`
    ByteCount unit;
    std::uint64_t fitting = 0; ///< aligned ones inside the run, taken alone
};

/// Whether a run could be mapped by larger leaves, as far as text can tell: by virtual alignment alone. The memory
/// behind it must be contiguous and as aligned, which no arm64 dump shows.
struct Advice {
    ByteCount leaf;                 ///< what the run is mapped by now
    std::vector<LargerLeaf> larger; ///< all that the geometry has, smallest first
    std::uint64_t tlbNow = 0;
    std::uint64_t tlbAtBest = 0;  ///< with the largest leaves that fit, each where it fits
    bool behindGuardPage = false; ///< misaligned by the one-page hole that vmalloc leaves behind the previous area

    bool couldBeBetter() const { return tlbAtBest < tlbNow; }
};

/// Call for mapped rows only.
Advice adviceFor(const Snapshot &snapshot, RowIndex row);

/// Leaves of one table that are large enough for a contiguous group but form none.
struct GroupAdvice {
    ByteCount group;                ///< 0 where this table's level has no groups
    std::uint64_t runs = 0;         ///< runs of at least one group's size without the Contiguous bit
    std::uint64_t misaligned = 0;   ///< of these, no aligned group lies inside
    std::uint64_t behindGuards = 0; ///< of the misaligned, right behind the guard page of a neighbour
};
GroupAdvice groupAdviceFor(const Snapshot &snapshot, const TableNode &table);

/// The advice in two or three short sentences, shared by the inspector and `lookup`.
std::string adviceText(const Snapshot &snapshot, RowIndex row, const Advice &advice);

/// "2M block", "64K contiguous group".
std::string leafName(const LargerLeaf &leaf);

} // namespace ptscope
