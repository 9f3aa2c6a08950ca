// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/ptdump/dump_builder.h"

#include <algorithm>

#include "core/paging/dialect.h"
#include "core/snapshot/consistency.h"
#include "parsers/ptdump/arm64_dialects.h"
#include "parsers/ptdump/row_order.h"
#include "parsers/ptdump/words.h"

namespace ptscope {

namespace {

bool isUefi(const std::vector<Marker> &markers)
{
    return !markers.empty() && markers.front().name.starts_with("UEFI");
}

/// Level words in a dump that prints none were put there by somebody.
void tellLevels(const ExtentTable &extents, DiagnosticLog &log)
{
    for (std::uint32_t i = 0; i < extents.size(); ++i) {
        if (extents.level({i}) != Level::Unknown) {
            log.add(DiagnosticCode::SpacingDiffers, extents.line({i}), name(extents.level({i})));
        }
    }
}

} // namespace

DumpBuilder::DumpBuilder() : m_pool(arm64Dialects().front()) { }

std::optional<AttributeId> DumpBuilder::exactTail(std::string_view text, std::uint64_t line)
{
    if (const KnownTail *known = m_vote.find(text)) {
        return known->id;
    }
    const AttributeReading reading = readAttributeWords(splitWords(text));
    const bool sound = reading.any && reading.rightsComplete && !reading.contradicts && !reading.lastWordCut
        && reading.annotation.empty();
    const bool knowsAll = reading.attributes.memoryType != MemoryType::None || m_vote.leads(reading.attributes, text);
    const auto id = sound && knowsAll ? intern(reading.attributes) : std::nullopt;
    const bool exact = id && m_vote.add(text, reading.attributes, *id, line).dialects != 0;
    return exact ? id : std::nullopt;
}

void DumpBuilder::addMarker(std::string_view name, std::uint64_t line)
{
    m_markers.push_back({std::string(name), m_extents.size(), static_cast<std::uint32_t>(line)});
    m_markerNames.emplace(name);
}

void DumpBuilder::addMarkers(const std::vector<Marker> &markers)
{
    for (const Marker &marker : markers) {
        addMarker(marker.name, marker.line);
    }
}

std::vector<Marker> DumpBuilder::takeBackMarkers()
{
    const auto begin = std::find_if(m_markers.begin(), m_markers.end(), [this](const Marker &marker) {
        return marker.beforeRow == m_extents.size() && meaningOf(marker.name).role == MarkerRole::Begins;
    });
    std::vector<Marker> out(std::make_move_iterator(begin), std::make_move_iterator(m_markers.end()));
    m_markers.erase(begin, m_markers.end());
    return out;
}

std::optional<Extent> DumpBuilder::takeBackHole(std::uint64_t line)
{
    if (!hasRows() || hasDoubtfulSize()) {
        return std::nullopt;
    }
    const Extent row = m_extents.at({m_extents.size() - 1});
    if (!row.attributes.isHole() || row.line != line) {
        return std::nullopt;
    }
    m_extents.removeLast();
    return row;
}

void DumpBuilder::addCut()
{
    if (m_cuts.empty() || m_cuts.back() != m_extents.size()) {
        m_cuts.push_back(m_extents.size());
    }
}

/// A second dump begins in the other half, or at or before the place where this one did. Where no text stands between them
/// it must not reach further than this one's first row either: a single row with a damaged start does.
bool DumpBuilder::anotherBegins(const RowReading &row, bool behindText) const
{
    if (!hasRows() || (row.end == 0 && row.first == 0)) {
        return false;
    }
    if (!isInThisHalf(row.first)) {
        return row.size == row.end - row.first;
    }
    return row.first <= m_extents.firsts()[0] && row.end != 0 && (behindText || row.end - 1 <= m_extents.lasts()[0]);
}

bool DumpBuilder::anotherBegins(std::string_view markerName) const
{
    return hasRows() && m_markerNames.contains(std::string(markerName));
}

/// Where addresses and size of the last row disagree and the size leads exactly to the next row, or the addresses lead
/// beyond its start, the size was right and the end is damaged.
void DumpBuilder::settleDoubtfulSize(std::uint64_t nextFirst)
{
    if (!m_doubtfulSize) {
        return;
    }
    const std::uint64_t lastBySize = *std::exchange(m_doubtfulSize, std::nullopt);
    const RowIndex row{m_extents.size() - 1};
    const bool leadsOver = m_extents.last(row).value >= nextFirst && lastBySize < nextFirst;
    if (lastBySize >= m_extents.first(row).value && (lastBySize + 1 == nextFirst || leadsOver)) {
        m_extents.setLast(row, {lastBySize});
    }
}

/// The row's range. Its start comes from end and size where those fit the row above and the printed start does not; its
/// end from start and size where the printed end lies before the start.
AddrRange DumpBuilder::settledBySize(const RowReading &row) const
{
    const std::uint64_t last = row.end - 1;
    const std::uint64_t size = row.size.value_or(0);
    if (size != 0 && hasRows() && end() != 0 && row.end - size == end() && end() <= last) {
        return {{end()}, {last}};
    }
    if (size != 0 && last < row.first && row.first + size - 1 >= row.first) {
        return {{row.first}, {row.first + size - 1}};
    }
    return {{row.first}, {last}};
}

void DumpBuilder::addRow(const RowReading &row, AttributeId attributes, std::uint64_t line)
{
    if (row.first == 0 && row.end == 0) {
        ++m_zeroRows;
        m_log.add(DiagnosticCode::NotUnderstood, line, "both addresses are zero");
        return;
    }
    settleDoubtfulSize(row.first);
    const AddrRange range = settledBySize(row);
    if (range.last < range.first) {
        m_log.add(DiagnosticCode::NotUnderstood, line, "the end lies before the start");
        return;
    }
    if (hasRows() && !isInThisHalf(range.first.value)) {
        // With a size that fits it would have begun another dump; without one neither dump can own it.
        m_log.add(DiagnosticCode::NotUnderstood, line, "addresses of the other half, and a size that contradicts them");
        return;
    }
    if (hasRows() && range.first <= m_extents.last({m_extents.size() - 1})) {
        m_log.add(DiagnosticCode::OutOfOrder, line);
        m_outOfOrder = true;
    }
    m_extents.append({range, row.level, attributes, static_cast<std::uint32_t>(line)});
    m_vote.addRow(row);
    if (row.size && *row.size != row.end - row.first) {
        m_log.add(DiagnosticCode::SizeMismatch, line);
        if (*row.size != 0 && range == AddrRange{{row.first}, {row.end - 1}}) {
            m_doubtfulSize = row.first + *row.size - 1;
        }
    } else if (!row.usualSizeUnit) {
        m_log.add(DiagnosticCode::UnusualSizeUnit, line);
    }
}

SnapshotPtr DumpBuilder::finish(SourceFacts source, const GeometryWish &geometry)
{
    if (m_outOfOrder) {
        putInOrder(m_extents, m_markers, m_log);
        m_cuts.clear();
    }
    const Dialect &dialect = m_vote.choose(m_extents);
    if (dialect.printsLevel) {
        removeRowsWithoutLevel(m_extents, m_markers, m_log);
    } else {
        tellLevels(m_extents, m_log);
    }
    m_extents.shrinkToFit();
    m_vote.tellOtherSpellings(dialect, m_log);
    const GeometryFinding finding = inferGeometry(m_extents, m_markers, geometry);
    checkConsistency(m_extents, m_pool, finding.geometry, m_cuts, m_log);
    if (isUefi(m_markers) && hasRows() && end() == 0) {
        m_log.add(DiagnosticCode::UnfoundedEnd, m_extents.line({m_extents.size() - 1}));
    }
    AttributePool pool = &dialect == &m_pool.dialect() ? std::move(m_pool) : m_pool.spelledBy(dialect);
    return std::make_shared<const Snapshot>(Snapshot::Parts{std::move(m_extents), std::move(pool), std::move(m_markers),
                                                            finding, std::move(source), m_log.take()});
}

} // namespace ptscope
