// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

#include <optional>
#include <span>
#include <vector>

#include "views/axis/map_axis.h"
#include "views/diff/diff_cell.h"
#include "views/diff/kept_changes.h"

namespace ptscope {

/// Where everything stands on the picture of a diff: the earlier snapshot above, the later one below, the changes between
/// them, all on one axis. Made once for a place, a zoom and a size, then drawn from and asked what is under the pointer:
/// what is drawn can be hit. Costs O(pixels * log rows).
class DiffGeometry
{
public:
    DiffGeometry() = default;
    /// With `kept` only those changes count; what other changes touch stands back like what did not change.
    DiffGeometry(const MapAxis &axis, const DiffSource &source, QSize size, ChurnShow churn,
                 const KeptChanges *kept = nullptr);

    QSize size() const { return m_size; }
    QRect content() const { return m_content; } ///< from the first lane to the last
    QRect rulerRect() const { return m_ruler; }
    QRect changesRect() const { return m_changesRect; }
    std::span<const DiffLane> lanes() const { return m_lanes; }
    std::span<const DiffCell> cells() const { return m_cells; }
    std::span<const DiffCell> cellsOf(const DiffLane &lane) const
    {
        return std::span(m_cells).subspan(lane.begin, lane.end - lane.begin);
    }
    std::span<const ChangeCell> changes() const { return m_changes; }
    std::span<const ChangeLabel> labels() const { return m_labels; }
    std::span<const MovedBand> bands() const { return m_bands; }
    std::span<const MapCell> regions() const { return m_regions; }

    const DiffCell *cellAt(QPoint point) const;
    /// The change whose mark or stretch is there; marks lie above.
    const ChangeCell *changeAt(QPoint point) const;
    const ChangeLabel *labelAt(QPoint point) const;
    /// Pixels that `range` takes from the first lane down to the last; empty when it is out of view.
    QRect columnOf(AddrRange range) const;

    static int axisWidth(int viewWidth);
    static int idealHeight();
    static int leastHeight();

private:
    struct PieceChanges {
        ChangeTable::Span span;
        ChangeCounts counts;
    };

    void addLane(DiffLaneKind kind, Side side, int &y, int height, std::vector<MapCell> cells);
    void layOutSides(const DiffSource &source, const MapStrip &strip);
    /// By piece of the strip.
    static std::vector<PieceChanges> changesOf(const DiffSource &source, const KeptChanges *kept, const MapStrip &strip);
    void markCells(const MapStrip &strip, const std::vector<PieceChanges> &changes);
    void addChanges(const ChangeTable &table, const KeptChanges *kept, const MapStrip &strip,
                    const std::vector<PieceChanges> &changes);
    void addLabels();
    void addBands(const DiffSource &source);
    bool counts(const ChangeCounts &counts) const;
    std::optional<ChangeCell> changeIn(const ChangeTable &table, const KeptChanges *kept, const StripPiece &piece,
                                       const PieceChanges &found) const;

    QSize m_size;
    ChurnShow m_churn = ChurnShow::Apart;
    MapAxis m_axis;
    QRect m_content;
    QRect m_ruler;
    QRect m_changesRect;
    std::vector<MapCell> m_regions;
    std::vector<DiffLane> m_lanes;
    std::vector<DiffCell> m_cells;
    std::vector<ChangeCell> m_changes;
    std::vector<ChangeLabel> m_labels;
    std::vector<MovedBand> m_bands;
};

} // namespace ptscope
