// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/ptdump/dump_builder.h"

#include <algorithm>
#include <bit>

#include "core/paging/dialect.h"
#include "core/snapshot/consistency.h"
#include "core/snapshot/infer_geometry.h"
#include "parsers/ptdump/arm64_dialects.h"
#include "parsers/ptdump/words.h"

namespace ptscope {

namespace {

constexpr std::size_t tailsRemembered = 20000;

std::uint32_t dialectsPrinting(const Attributes &attributes, std::string_view tail)
{
    std::uint32_t mask = 0;
    const auto dialects = arm64Dialects();
    for (std::size_t i = 0; i < dialects.size(); ++i) {
        mask |= spellTail(dialects[i], attributes) == tail ? 1U << i : 0U;
    }
    return mask;
}

std::uint32_t dialectsWhere(bool Dialect::*property, bool value)
{
    std::uint32_t mask = 0;
    const auto dialects = arm64Dialects();
    for (std::size_t i = 0; i < dialects.size(); ++i) {
        mask |= dialects[i].*property == value ? 1U << i : 0U;
    }
    return mask;
}

bool isUefi(const std::vector<Marker> &markers)
{
    return !markers.empty() && markers.front().name.starts_with("UEFI");
}

} // namespace

DumpBuilder::DumpBuilder() : m_pool(arm64Dialects().front()), m_fittingDialects((1U << arm64Dialects().size()) - 1) {}

std::optional<DumpBuilder::KnownTail> DumpBuilder::tail(std::string_view text)
{
    const auto known = m_tails.find(std::string(text));
    if (known != m_tails.end()) {
        return known->second;
    }
    const AttributeReading reading = readAttributeWords(splitWords(text));
    const bool sound = reading.any && reading.rightsComplete && !reading.contradicts && !reading.lastWordCut
        && reading.annotation.empty() && reading.attributes.extraWords.empty();
    if (!sound) {
        return std::nullopt;
    }
    const auto result = intern(reading, text);
    if (result && m_tails.size() < tailsRemembered) {
        m_tails.emplace(text, *result);
    }
    return result;
}

std::optional<DumpBuilder::KnownTail> DumpBuilder::intern(const AttributeReading &reading, std::string_view printedTail)
{
    if (!reading.any) {
        return KnownTail{holeAttributes, printedTail.empty()};
    }
    const auto id = m_pool.intern(reading.attributes);
    if (!id) {
        return std::nullopt;
    }
    const std::uint32_t fitting = m_fittingDialects & dialectsPrinting(reading.attributes, printedTail);
    if (fitting != 0) {
        m_fittingDialects = fitting;
    }
    return KnownTail{*id, fitting != 0};
}

void DumpBuilder::addMarker(std::string_view name, std::uint64_t line)
{
    m_markers.push_back({std::string(name), m_extents.size(), static_cast<std::uint32_t>(line)});
}

void DumpBuilder::addCut()
{
    if (m_cuts.empty() || m_cuts.back() != m_extents.size()) {
        m_cuts.push_back(m_extents.size());
    }
}

bool DumpBuilder::anotherBegins(const RowReading &row) const
{
    return hasRows() && row.first <= m_extents.firsts()[0] && row.end != 0 && row.end - 1 <= m_extents.lasts()[0];
}

bool DumpBuilder::anotherBegins(std::string_view markerName) const
{
    return hasRows() && std::any_of(m_markers.begin(), m_markers.end(), [&](const Marker &m) { return m.name == markerName; });
}

void DumpBuilder::settleDoubtfulSize(std::uint64_t nextFirst)
{
    if (!m_doubtfulSize) {
        return;
    }
    if (nextFirst == m_doubtfulSize->lastBySize + 1) {
        m_extents.setLast({m_extents.size() - 1}, {m_doubtfulSize->lastBySize});
    }
    m_doubtfulSize.reset();
}

void DumpBuilder::addRow(const RowReading &row, AttributeId attributes, std::uint64_t line)
{
    if (row.first == 0 && row.end == 0) {
        ++m_zeroRows;
        m_log.add(DiagnosticCode::NotUnderstood, line, "both addresses are zero");
        return;
    }
    if (row.end != 0 && row.end <= row.first) {
        m_log.add(DiagnosticCode::NotUnderstood, line, "the end lies before the start");
        return;
    }
    const std::uint64_t last = row.end - 1;
    settleDoubtfulSize(row.first);
    if (hasRows() && row.first <= m_extents.lasts()[m_extents.size() - 1]) {
        m_log.add(DiagnosticCode::OutOfOrder, line);
        m_outOfOrder = true;
    }
    m_extents.append({{{row.first}, {last}}, row.level, attributes, static_cast<std::uint32_t>(line)});
    (row.hexPrefix ? m_rowsWithPrefix : m_rowsWithoutPrefix) += 1;
    m_rowsWithLevel += row.level != Level::Unknown ? 1U : 0U;
    if (row.size && *row.size != row.end - row.first) {
        m_log.add(DiagnosticCode::SizeMismatch, line);
        if (*row.size != 0) {
            m_doubtfulSize = DoubtfulSize{row.first + *row.size - 1, line};
        }
    } else if (!row.usualSizeUnit) {
        m_log.add(DiagnosticCode::UnusualSizeUnit, line);
    }
}

const Dialect &DumpBuilder::chooseDialect() const
{
    const bool anyLevel = m_rowsWithLevel * 2 >= m_rowsWithPrefix + m_rowsWithoutPrefix;
    const bool prefix = m_rowsWithPrefix >= m_rowsWithoutPrefix;
    const std::uint32_t shape = dialectsWhere(&Dialect::printsLevel, anyLevel || m_rowsWithPrefix + m_rowsWithoutPrefix == 0)
        & dialectsWhere(&Dialect::hexPrefix, prefix);
    const std::uint32_t fitting = (m_fittingDialects & shape) != 0 ? m_fittingDialects & shape : shape;
    const auto index = fitting != 0 ? static_cast<std::size_t>(std::countr_zero(fitting)) : 0;
    return arm64Dialects()[index];
}

/// Rows that came out of order are sorted; of rows that share an address the earlier line stays and the other is named
/// and left out, so that no byte counts twice.
void DumpBuilder::removeOverlaps()
{
    m_extents.sortByAddress();
    ExtentTable kept;
    kept.reserve(m_extents.size());
    for (std::uint32_t i = 0; i < m_extents.size(); ++i) {
        const Extent row = m_extents.at({i});
        if (!kept.empty() && row.range.first <= kept.last({kept.size() - 1})) {
            m_log.add(DiagnosticCode::Overlap, row.line);
        } else {
            kept.append(row);
        }
    }
    for (Marker &marker : m_markers) {
        std::uint32_t before = 0;
        while (before < kept.size() && kept.line({before}) < marker.line) {
            ++before;
        }
        marker.beforeRow = before;
    }
    m_extents = std::move(kept);
    std::sort(m_markers.begin(), m_markers.end(), [](const Marker &a, const Marker &b) { return a.beforeRow < b.beforeRow; });
}

GeometryFinding DumpBuilder::findGeometry(const std::optional<PagingGeometry> &wanted) const
{
    if (wanted) {
        return {*wanted, "as told", true, false};
    }
    return inferGeometry(m_extents, m_markers);
}

SnapshotPtr DumpBuilder::finish(SourceFacts source, const std::optional<PagingGeometry> &geometry)
{
    if (m_outOfOrder) {
        removeOverlaps();
    }
    m_extents.shrinkToFit();
    const Dialect &dialect = chooseDialect();
    const GeometryFinding finding = findGeometry(geometry);
    checkConsistency(m_extents, m_pool, finding.geometry, m_cuts, m_log);
    if (isUefi(m_markers) && hasRows() && end() == 0) {
        m_log.add(DiagnosticCode::UnfoundedEnd, m_extents.line({m_extents.size() - 1}));
    }
    AttributePool pool = &dialect == &m_pool.dialect() ? std::move(m_pool) : m_pool.spelledBy(dialect);
    return std::make_shared<const Snapshot>(Snapshot::Parts{std::move(m_extents), std::move(pool), std::move(m_markers),
                                                            finding, std::move(source), m_log.take()});
}

} // namespace ptscope
