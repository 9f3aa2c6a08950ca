// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/snapshot/extents.h"

namespace ptscope {

/// The rows of many versions of one table. Each row that a version adds is stored once; a version is what it takes from the
/// version before and what it puts in (a piece table), so that many versions cost one and their changes.
class RowHistory
{
public:
    /// Adds a version; `previous` holds the rows of the one before (for the first: none). Source lines come back as they are.
    void append(const ExtentTable &previous, const ExtentTable &next);
    /// The rows of a version, equal to those appended, source lines included. Time: its rows, and the changes since the
    /// last version that kept its pieces.
    ExtentTable rows(std::uint32_t version) const;

    std::size_t memoryBytes() const;
    void shrinkToFit();

private:
    /// Rows [begin, begin + count) of the store.
    struct Piece {
        std::uint32_t begin = 0;
        std::uint32_t count = 0;
        std::uint32_t lineShift = 0; ///< mod 2^32
    };
    /// One place where a version differs from the one before. What lies between two splices is kept.
    struct Splice {
        std::uint32_t at = 0;        ///< row of the version before
        std::uint32_t removed = 0;   ///< rows of it that went
        std::uint32_t begin = 0;     ///< rows of the store that came
        std::uint32_t inserted = 0;
        std::uint32_t lineShift = 0; ///< of the rows kept behind it, against the version before
    };
    struct Keyframe {
        std::uint32_t version = 0;
        std::vector<Piece> pieces;
    };

    using Splices = std::vector<Splice>;
    Splices splicesBetween(const ExtentTable &previous, const ExtentTable &next);
    std::vector<Piece> piecesOf(std::uint32_t version) const;
    static std::vector<Piece> spliced(const std::vector<Piece> &pieces, const Splice *begin, const Splice *end);
    void keepPiecesWhenDue();

    ExtentTable m_store;
    Splices m_splices;
    std::vector<std::uint32_t> m_splicesEnd; ///< by version: one behind its last splice in m_splices
    std::vector<Keyframe> m_keyframes;
    std::uint32_t m_versions = 0;
};

} // namespace ptscope
