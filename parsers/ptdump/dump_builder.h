// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/snapshot/snapshot.h"
#include "parsers/ptdump/line_parser.h"

namespace ptscope {

/// Gathers the rows and markers of one dump and makes the snapshot.
class DumpBuilder
{
public:
    DumpBuilder();

    /// A tail as printed, read once and remembered.
    struct KnownTail {
        AttributeId id;
        /// Some dialect that fits all tails so far prints exactly this text.
        bool exact = false;
    };
    /// Nothing when the tail is no sound list of attributes.
    std::optional<KnownTail> tail(std::string_view text);
    /// The attributes of a row that was read tolerantly; `printedTail` still votes for the dialect that prints it so.
    std::optional<KnownTail> intern(const AttributeReading &reading, std::string_view printedTail);

    ExtentTable &extents() { return m_extents; }
    const ExtentTable &extents() const { return m_extents; }
    DiagnosticLog &log() { return m_log; }

    void addMarker(std::string_view name, std::uint64_t line);
    /// Adds a row that was read tolerantly, with all the checks that a single row allows.
    void addRow(const RowReading &row, AttributeId attributes, std::uint64_t line);
    void addCut();
    /// True when a row or marker here can only belong to a further dump in the same text.
    bool anotherBegins(const RowReading &row) const;
    bool anotherBegins(std::string_view markerName) const;

    bool hasRows() const { return !m_extents.empty(); }
    bool hasMarkers() const { return !m_markers.empty(); }
    /// Every address of every row so far was printed as zero.
    bool addressesHidden() const { return m_zeroRows > 0 && m_extents.size() == 0; }
    /// The last row's size and addresses disagree; the next row's start settles which is right.
    bool hasDoubtfulSize() const { return m_doubtfulSize.has_value(); }
    std::uint64_t end() const { return m_extents.lasts()[m_extents.size() - 1] + 1; }

    SnapshotPtr finish(SourceFacts source, const std::optional<PagingGeometry> &geometry);

private:
    void settleDoubtfulSize(std::uint64_t nextFirst);
    const Dialect &chooseDialect() const;
    void removeOverlaps();
    GeometryFinding findGeometry(const std::optional<PagingGeometry> &wanted) const;

    struct DoubtfulSize {
        std::uint64_t lastBySize;
        std::uint64_t line;
    };

    ExtentTable m_extents;
    AttributePool m_pool;
    std::vector<Marker> m_markers;
    DiagnosticLog m_log;
    std::vector<std::uint32_t> m_cuts;
    std::unordered_map<std::string, KnownTail> m_tails;
    std::uint32_t m_fittingDialects;
    std::optional<DoubtfulSize> m_doubtfulSize;
    std::uint32_t m_zeroRows = 0;
    std::uint32_t m_rowsWithPrefix = 0;
    std::uint32_t m_rowsWithoutPrefix = 0;
    std::uint32_t m_rowsWithLevel = 0;
    bool m_outOfOrder = false;
};

} // namespace ptscope
