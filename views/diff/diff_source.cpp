// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diff/diff_source.h"

#include <algorithm>

#include "core/diff/united.h"

namespace ptscope {

MapStrip DiffSide::strip(const MapStrip &strip, bool linear) const
{
    MapStrip own;
    own.pieces = strip.pieces;
    own.sums.resize(strip.sums.size());
    RunningSums running(index(), linear ? Weight::Bytes : Weight::Fold);
    for (StripPiece &piece : own.pieces) {
        if (piece.kind == PieceKind::Crowd) {
            own.sums[piece.sums] = sums(piece.range, running);
        } else {
            const auto row = rowAt(piece.range.first);
            piece.kind = row ? PieceKind::Run : PieceKind::Gap;
            piece.row = row ? row->value : 0;
        }
    }
    return own;
}

DiffSource::DiffSource(ComparisonPtr comparison)
    : m_comparison(std::move(comparison)), m_axisIndex(std::make_shared<const LodIndex>(unitedRows(diff()))),
      m_before(diff().before, Side::Before, axisLanes(diff().alignment)),
      m_after(diff().after, Side::After, axisLanes(diff().alignment)), m_tally(diff().changes),
      m_groups(kindGroups(diff()))
{
    collectRegions();
}

/// Those of the later snapshot; of the earlier one those that are gone.
void DiffSource::collectRegions()
{
    for (const Region &region : diff().after->regions()) {
        if (region.range) {
            m_regions.push_back({*region.range, QString::fromStdString(region.name)});
        }
    }
    // A text may name a hundred thousand regions: each is looked up, not compared with all.
    const std::size_t known = m_regions.size();
    const auto taken = [this, known](AddrRange range) {
        const auto end = m_regions.begin() + static_cast<std::ptrdiff_t>(known);
        const auto at = std::lower_bound(m_regions.begin(), end, range.first,
                                         [](const NamedRegion &r, VirtAddr first) { return r.range.last < first; });
        return at != end && at->range.overlaps(range);
    };
    const auto moved = [this](AddrRange range) {
        const auto &parts = diff().alignment.moved;
        return std::any_of(parts.begin(), parts.end(),
                           [range](const MovedPart &part) { return part.before.overlaps(range); });
    };
    for (const Region &region : diff().before->regions()) {
        if (region.range && !moved(*region.range) && !taken(*region.range)) {
            m_regions.push_back({*region.range, QString::fromStdString(region.name)});
        }
    }
    std::sort(m_regions.begin(), m_regions.end(),
              [](const NamedRegion &a, const NamedRegion &b) { return a.range.first < b.range.first; });
    for (const NamedRegion &region : m_regions) {
        m_spans.push_back({static_cast<std::uint32_t>(m_spans.size()), region.range});
    }
}

} // namespace ptscope
