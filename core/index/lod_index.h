// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/index/class_sums.h"
#include "core/index/fold_scale.h"
#include "core/index/row_finder.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// How much of a column a row takes: by its bytes (linear axis) or by its width on the folded axis.
enum class Weight : std::uint8_t { Bytes, Fold };

/// What a row adds to ClassSums.
struct RowFacts {
    LeafClass leaf = LeafClass::Hole;
    AccessClass access = AccessClass::None;
    Level level = Level::Pgd; ///< of the tables that hold the entries; never Unknown
    bool user = false;

    void addTo(ClassSums &sums, std::uint64_t amount) const
    {
        sums.leaf[static_cast<std::size_t>(leaf)] += amount;
        sums.access[static_cast<std::size_t>(access)] += amount;
        sums.level[number(level)] += amount;
        sums.user += user ? amount : 0;
    }
    ClassMask mask() const;
};

/// Level of detail over a snapshot: sums by class of any address range in O(log rows), so that a picture costs O(pixels)
/// however many rows there are. Sums stand at every 64th row: about 5.5 bytes a row. Immutable, shared between threads.
class LodIndex
{
public:
    explicit LodIndex(SnapshotPtr snapshot);
    LodIndex(const LodIndex &) = delete;
    LodIndex &operator=(const LodIndex &) = delete;

    const Snapshot &snapshot() const { return *m_snapshot; }
    const SnapshotPtr &snapshotPtr() const { return m_snapshot; }
    const FoldScale &fold() const { return m_fold; }
    const RowFinder &finder() const { return m_finder; }
    bool empty() const { return m_snapshot->extents().empty(); }

    const RowFacts &factsOf(std::uint32_t row) const;
    /// Exact sums; addresses outside of the dump count for nothing.
    ClassSums sums(AddrRange range, Weight weight) const;
    /// Sums of all that lies before `address`.
    ClassSums before(VirtAddr address, Weight weight) const;

    /// A place on the folded axis, and all that lies before it by the width it takes there. Finding the place and adding
    /// up what comes before are one pass over a block of rows: this is what a pixel full of rows costs.
    struct FoldPlace {
        FoldScale::Walk walk; ///< at the row that holds the place, or whose gap does
        ClassSums before;
    };
    FoldPlace foldPlace(AxisPoint point) const;

    struct Column {
        AddrRange range;
        ClassSums sums;
    };
    /// Cuts `range` into `count` columns that are equally wide on the axis of `weight`. Columns narrower than a byte show
    /// the byte that they lie in. Call only when there are rows.
    std::vector<Column> columns(AddrRange range, std::uint32_t count, Weight weight) const;
    std::size_t memoryBytes() const;

private:
    static constexpr std::uint32_t stride = RowFinder::stride;
    static constexpr std::size_t factsStride = 8;
    using Checkpoint = std::array<ClassSums, 2>; ///< by Weight

    void addFacts();
    void addCheckpoints();
    VirtAddr edge(AddrRange range, std::uint32_t index, std::uint32_t count, Weight weight) const;

    SnapshotPtr m_snapshot;
    RowFinder m_finder;
    FoldScale m_fold;
    std::vector<RowFacts> m_facts; ///< by attribute id and level word
    std::vector<Checkpoint> m_checkpoints;
    Checkpoint m_total;
};

using LodIndexPtr = std::shared_ptr<const LodIndex>;

} // namespace ptscope
