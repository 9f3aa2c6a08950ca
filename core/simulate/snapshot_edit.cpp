// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/snapshot_edit.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

namespace ptscope {

namespace {

constexpr const char *stepSeparator = " › ";

} // namespace

SnapshotEdit::SnapshotEdit(const Snapshot &original) : m_original(original), m_pool(original.attributes()) { }

AttributeId SnapshotEdit::idOf(const Attributes &attributes)
{
    const auto id = m_pool.intern(attributes);
    m_poolFull |= !id;
    return id.value_or(holeAttributes);
}

/// Ascending and disjoint; where several overlap the latest one shows.
void SnapshotEdit::putPiecesInOrder()
{
    const auto inOrder = [](const Extent &a, const Extent &b) { return a.range.last >= b.range.first; };
    if (std::adjacent_find(m_pieces.begin(), m_pieces.end(), inOrder) == m_pieces.end()) {
        return;
    }
    std::map<VirtAddr, Extent> shown;
    for (const Extent &piece : m_pieces) {
        auto at = shown.lower_bound(piece.range.first);
        if (at != shown.begin() && std::prev(at)->second.range.last >= piece.range.first) {
            --at;
        }
        while (at != shown.end() && at->first <= piece.range.last) {
            const Extent below = at->second;
            at = shown.erase(at);
            if (below.range.first < piece.range.first) {
                Extent left = below;
                left.range.last = {piece.range.first.value - 1};
                shown.emplace(left.range.first, left);
            }
            if (below.range.last > piece.range.last) {
                Extent right = below;
                right.range.first = {piece.range.last.value + 1};
                shown.emplace(right.range.first, right);
            }
        }
        shown.emplace(piece.range.first, piece);
    }
    m_pieces.clear();
    for (const auto &[first, piece] : shown) {
        m_pieces.push_back(piece);
    }
}

/// An entry that is mapped in part has a table: what is left empty of it stands at that table's level, and so on down.
void SnapshotEdit::addHole(AddrRange range, Level level, RowJoiner &out) const
{
    const PagingGeometry &geometry = m_original.geometry();
    const Level top = geometry.canonical(level);
    for (;;) {
        const std::uint64_t left = range.size().value;
        Level whole = top;
        while (whole != Level::Pte && (!range.first.isAligned(geometry.span(whole)) || left < geometry.span(whole).value)) {
            whole = geometry.below(whole);
        }
        std::uint64_t bytes = left / geometry.span(whole).value * geometry.span(whole).value;
        if (whole != top) {
            const std::uint64_t table = geometry.span(geometry.above(whole)).value;
            bytes = std::min(bytes, table - range.first.value % table);
        }
        if (bytes == 0 || bytes == left) {
            out.add(range, whole == top ? level : whole, holeAttributes);
            return;
        }
        const AddrRange entries = AddrRange::fromSize(range.first, {bytes});
        out.add(entries, whole == top ? level : whole, holeAttributes);
        range.first = {entries.last.value + 1};
    }
}

ExtentTable SnapshotEdit::rows() const
{
    RowJoiner out(markerBorders(m_original));
    auto piece = m_pieces.begin();
    std::optional<std::uint64_t> done; // last address that a piece has covered
    const auto addRest = [&](const Extent &row, AddrRange rest) {
        if (row.attributes.isHole() && rest != row.range) {
            addHole(rest, row.level, out);
        } else {
            out.add(rest, row.level, row.attributes, row.line);
        }
    };
    const auto addPiece = [&] {
        if (piece->attributes.isHole()) {
            addHole(piece->range, piece->level, out);
        } else {
            out.add(piece->range, piece->level, piece->attributes);
        }
        done = piece->range.last.value;
        ++piece;
    };
    for (std::uint32_t row = 0; row < m_original.extents().size(); ++row) {
        const Extent at = m_original.extents().at({row});
        std::uint64_t first = at.range.first.value;
        const std::uint64_t last = at.range.last.value;
        while (!done || *done < last) {
            if (done && *done >= first) {
                first = *done + 1;
            }
            if (piece == m_pieces.end() || piece->range.first.value > last) {
                addRest(at, {{first}, {last}});
                break;
            }
            if (piece->range.first.value > first) {
                addRest(at, {{first}, {piece->range.first.value - 1}});
            }
            addPiece();
        }
    }
    while (piece != m_pieces.end()) {
        addPiece();
    }
    return out.take();
}

SnapshotPtr SnapshotEdit::build(const std::string &what)
{
    putPiecesInOrder();
    ExtentTable table = rows();
    std::vector<Marker> markers = markersFor(m_original, table);
    SourceFacts source = m_original.source();
    source.label = source.label + stepSeparator + what;
    source.simulation = source.simulation.empty() ? what : source.simulation + stepSeparator + what;
    source.lines = 0;
    source.textBytes = 0;
    source.digest.clear();
    return std::make_shared<const Snapshot>(Snapshot::Parts{
        std::move(table), std::move(m_pool), std::move(markers), m_original.geometryFinding(), std::move(source), {},
        m_original.sharedOwners()});
}

} // namespace ptscope
