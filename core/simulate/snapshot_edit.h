// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/snapshot/row_joiner.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// A snapshot with some ranges mapped otherwise. What is not named stays as it is; rows come out as ptdump would join them.
class SnapshotEdit
{
public:
    explicit SnapshotEdit(const Snapshot &original);

    /// The number of attributes in the new snapshot; those of the original keep theirs. Falls back to the hole, and remembers
    /// it, when the pool is full.
    AttributeId idOf(const Attributes &attributes);
    const Attributes &at(AttributeId id) const { return m_pool.at(id); }
    /// From now on `range` is mapped so, whatever earlier calls said. Holes need not be whole entries of `level`: what is less
    /// stands at the level of the table below.
    void set(AddrRange range, Level level, AttributeId attributes)
    {
        m_pieces.push_back({range, level, attributes, 0});
    }
    bool empty() const { return m_pieces.empty(); }
    bool poolIsFull() const { return m_poolFull; }

    /// `what`: the simulation and its parameters in one line, kept in the source facts.
    SnapshotPtr build(const std::string &what);

private:
    void putPiecesInOrder();
    void addHole(AddrRange range, Level level, RowJoiner &out) const;
    ExtentTable rows() const;

    const Snapshot &m_original;
    AttributePool m_pool;
    std::vector<Extent> m_pieces;
    bool m_poolFull = false;
};

} // namespace ptscope
