// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/snapshot/infer_geometry.h"
#include "core/snapshot/snapshot.h"
#include "parsers/ptdump/dialect_vote.h"
#include "parsers/ptdump/line_parser.h"

namespace ptscope {

/// Gathers the rows and markers of one dump and makes the snapshot.
class DumpBuilder
{
public:
    DumpBuilder();

    /// The attributes of a tail that some dialect prints exactly so. Nothing for any other: a hole, a squeezed or damaged
    /// tail.
    std::optional<AttributeId> exactTail(std::string_view text, std::uint64_t line);
    /// False when the tail held words that every line has to tell of.
    bool isWellKnown(AttributeId id) const { return m_pool.at(id).extraWords.empty(); }
    /// The attributes of a row that was read tolerantly. Nothing when there are more different ones than any kernel prints.
    std::optional<AttributeId> intern(const Attributes &attributes) { return m_pool.intern(attributes); }

    ExtentTable &extents() { return m_extents; }
    const ExtentTable &extents() const { return m_extents; }
    DiagnosticLog &log() { return m_log; }

    void addMarker(std::string_view name, std::uint64_t line);
    void addMarkers(const std::vector<Marker> &markers);
    /// Adds a row that was read tolerantly, with all the checks that a single row allows.
    void addRow(const RowReading &row, AttributeId attributes, std::uint64_t line);
    void addCut();
    /// Takes back the last row when it is a hole that `line` printed: the next line shows that it was no whole line.
    std::optional<Extent> takeBackHole(std::uint64_t line);
    /// True when a row or marker here can only belong to a further dump in the same text. `behindText`: something that is
    /// no dump line stood before it.
    bool anotherBegins(const RowReading &row, bool behindText) const;
    bool anotherBegins(std::string_view markerName) const;
    /// The markers behind the last row from the first that begins a region: they belong to the dump that follows.
    std::vector<Marker> takeBackMarkers();

    bool hasRows() const { return !m_extents.empty(); }
    bool hasMarkers() const { return !m_markers.empty(); }
    /// Every address of every row so far was printed as zero.
    bool addressesHidden() const { return m_zeroRows > 0 && m_extents.size() == 0; }
    /// The last row's size and addresses disagree; the next row's start settles which is right.
    bool hasDoubtfulSize() const { return m_doubtfulSize.has_value(); }
    /// Kernel tables and EFI tables lie in different halves of the address space; a dump lies in one. Its first row tells by
    /// its end: kernels 5.6 to 5.10 begin with a bogus row from 0 up to the kernel half.
    bool isInThisHalf(std::uint64_t address) const { return (m_extents.lasts()[0] ^ address) >> 63 == 0; }
    std::uint64_t end() const { return m_extents.lasts()[m_extents.size() - 1] + 1; }

    SnapshotPtr finish(SourceFacts source, const GeometryWish &geometry);

private:
    AddrRange settledBySize(const RowReading &row) const;
    void settleDoubtfulSize(std::uint64_t nextFirst);

    ExtentTable m_extents;
    AttributePool m_pool;
    std::vector<Marker> m_markers;
    std::unordered_set<std::string> m_markerNames;
    DiagnosticLog m_log;
    std::vector<std::uint32_t> m_cuts;
    DialectVote m_vote;
    std::optional<std::uint64_t> m_doubtfulSize; ///< where the last row ends by its size column
    std::uint32_t m_zeroRows = 0;
    bool m_outOfOrder = false;
};

} // namespace ptscope
