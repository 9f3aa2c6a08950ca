// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/apply.h"

#include <algorithm>
#include <vector>

#include "core/diff/attribute_match.h"
#include "core/diff/sweep.h"
#include "core/paging/dialect.h"
#include "core/snapshot/row_joiner.h"

namespace ptscope {

namespace {

SnapshotPtr withRows(const Snapshot &like, ExtentTable rows)
{
    std::vector<Marker> markers = markersFor(like, rows);
    return std::make_shared<const Snapshot>(Snapshot::Parts{
        std::move(rows), like.attributes(), std::move(markers), like.geometryFinding(), like.source(), {}});
}

/// The later snapshot's number for attributes that did not change.
std::vector<AttributeId> translation(const Snapshot &before, const Snapshot &after)
{
    const AttributeMatch match(before, after);
    std::vector<AttributeId> out(before.attributes().size());
    for (std::uint16_t a = 1; a < out.size(); ++a) {
        for (std::uint16_t b = 1; b < after.attributes().size(); ++b) {
            if (match.ofBefore({a}) == match.ofAfter({b})) {
                out[a] = {b};
                break;
            }
        }
    }
    return out;
}

class Replay
{
public:
    Replay(const Diff &diff, const Snapshot &before, RowJoiner &rows)
        : m_diff(diff), m_before(before), m_rows(rows), m_translation(translation(before, *diff.after))
    { }

    void run(const Lane &lane)
    {
        MappingCursor cursor(m_before, {lane.range.first.value - lane.shift});
        m_change = std::min(m_change, m_diff.changes.firstFrom(lane.range.first)); // the last one may go on in this lane
        for (std::uint64_t at = lane.range.first.value;;) {
            const auto here =
                lane.inBefore ? cursor.at(at - lane.shift) : MappingCursor::Stretch{Mapping{}, ~std::uint64_t{0}};
            std::uint64_t last = at + std::min(here.last - (at - lane.shift), lane.range.last.value - at);
            std::optional<Mapping> mapping = here.mapping;
            if (mapping) {
                mapping->attributes = m_translation[mapping->attributes.value];
            }
            if (const auto change = nextChange(at, lane)) {
                if (change->range.first.value <= at) {
                    mapping = change->after;
                    last = std::min(last, change->range.last.value);
                } else {
                    last = std::min(last, change->range.first.value - 1);
                }
            }
            emit({{at}, {last}}, mapping);
            if (last == lane.range.last.value) {
                return;
            }
            at = last + 1;
        }
    }

private:
    /// The change that holds `at` or follows it in the lane. Others are of what the earlier snapshot alone has there.
    std::optional<Change> nextChange(std::uint64_t at, const Lane &lane)
    {
        for (; m_change < m_diff.changes.size(); ++m_change) {
            const Change change = m_diff.changes.at(m_change);
            if (change.range.first > lane.range.last) {
                break;
            }
            // What an area gained is one change over several lanes; no other reaches over the border of one.
            const bool isHere = lane.range.contains(change.range)
                || (change.kinds.has(ChangeKind::Mapped) && lane.range.overlaps(change.range));
            if (change.shift == lane.shift && change.range.last.value >= at && isHere) {
                return change;
            }
        }
        return std::nullopt;
    }

    void emit(AddrRange range, std::optional<Mapping> mapping)
    {
        if (mapping && (m_diff.after->dialect().printsHoles || !mapping->isHole())) {
            m_rows.add(range, mapping->level, mapping->attributes);
        }
    }

    const Diff &m_diff;
    const Snapshot &m_before;
    RowJoiner &m_rows;
    std::vector<AttributeId> m_translation;
    ChangeIndex m_change = 0;
};

} // namespace

SnapshotPtr apply(const Diff &diff, const Snapshot &before)
{
    RowJoiner rows(markerBorders(*diff.after));
    Replay replay(diff, before, rows);
    for (const Lane &lane : diff.alignment.lanes()) {
        if (lane.inAfter) {
            replay.run(lane);
        }
    }
    return withRows(*diff.after, rows.take());
}

SnapshotPtr joined(const Snapshot &snapshot)
{
    RowJoiner rows(markerBorders(snapshot));
    for (std::uint32_t i = 0; i < snapshot.extents().size(); ++i) {
        const Extent row = snapshot.extents().at({i});
        rows.add(row.range, snapshot.geometry().canonical(row.level), row.attributes);
    }
    return withRows(snapshot, rows.take());
}

} // namespace ptscope
