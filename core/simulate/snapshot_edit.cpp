// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulate/snapshot_edit.h"

#include <algorithm>
#include <optional>

#include "core/snapshot/row_joiner.h"

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

/// Ascending and disjoint; of two that begin together the later one wins.
void SnapshotEdit::putPiecesInOrder()
{
    const auto byFirst = [](const Extent &a, const Extent &b) { return a.range.first < b.range.first; };
    if (!std::is_sorted(m_pieces.begin(), m_pieces.end(), byFirst)) {
        std::stable_sort(m_pieces.begin(), m_pieces.end(), byFirst);
    }
    std::vector<Extent> kept;
    kept.reserve(m_pieces.size());
    for (Extent piece : m_pieces) {
        while (!kept.empty() && piece.range.contains(kept.back().range)) {
            kept.pop_back();
        }
        if (!kept.empty() && kept.back().range.overlaps(piece.range)) {
            if (kept.back().range.contains(piece.range)) {
                continue;
            }
            piece.range.first = {kept.back().range.last.value + 1};
        }
        kept.push_back(piece);
    }
    m_pieces = std::move(kept);
}

ExtentTable SnapshotEdit::rows() const
{
    RowJoiner out(markerBorders(m_original));
    auto piece = m_pieces.begin();
    std::optional<std::uint64_t> done; // last address that a piece has covered
    const auto addPiece = [&] {
        out.add(piece->range, piece->level, piece->attributes);
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
                out.add({{first}, {last}}, at.level, at.attributes, at.line);
                break;
            }
            if (piece->range.first.value > first) {
                out.add({{first}, {piece->range.first.value - 1}}, at.level, at.attributes, at.line);
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
