// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>

#include "core/diff/alignment.h"
#include "core/diff/attribute_match.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// Walks the rows of one snapshot along a lane and says how each address is mapped.
class MappingCursor
{
public:
    /// What holds from the asked address up to `last`. Nothing where the text is silent although its dialect prints
    /// holes: a cut, not a hole.
    struct Stretch {
        std::optional<Mapping> mapping;
        std::uint64_t last = 0;
    };

    MappingCursor(const Snapshot &snapshot, VirtAddr from);
    /// Ascending addresses only.
    Stretch at(std::uint64_t address);
    /// Two cursors at the same address of two snapshots pass over rows that are alike: the address behind which there is
    /// something to look at, at most `last`. Most rows of two dumps of one kernel are alike.
    static std::uint64_t skipAlike(MappingCursor &before, MappingCursor &after, std::uint64_t address, std::uint64_t last,
                                   const AttributeMatch &match);

private:
    void seek(std::uint64_t address);

    const ExtentTable &m_extents;
    std::array<Level, levelCount + 1> m_levels{}; ///< by level word: what it means in this geometry
    std::uint32_t m_row = 0;
    bool m_silenceIsHole = false;
};

/// Compares two snapshots along `lane` and appends what differs to `changes`. Returns the bytes that could not be compared
/// because one of the texts is silent there while the other maps something.
ByteCount sweep(const Snapshot &before, const Snapshot &after, const Lane &lane, AttributeMatch &match,
                ChangeTable &changes);

} // namespace ptscope
