// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

#include <optional>
#include <vector>

#include "views/layout/entry_grid.h"
#include "views/layout/layout_path.h"

namespace ptscope {

/// What a grid on the canvas is there for.
enum class GridRole : std::uint8_t {
    Ancestor, ///< a table above, small
    Sibling,  ///< the tables beside the open one, small
    Parent,   ///< large, left: its cells open what stands in front
    Front     ///< large, right
};
constexpr std::size_t gridRoleCount = 4;

/// One table as a grid on the canvas.
struct GridPlace {
    TableNode table;
    GridRole role = GridRole::Front;
    EntryGrid grid;
    QRect title; ///< a line or two of words above
    QPoint origin;
    QSize pitch;                    ///< of a cell, its gap included
    std::optional<unsigned> opened; ///< the entry that leads to the next open table

    bool isLarge() const { return role == GridRole::Parent || role == GridRole::Front; }
    int gap() const; ///< between cells; none where they are tiny
    QRect cells() const;
    QRect cellRect(unsigned index) const; ///< without the gap
    /// The entry whose cell, its gap included, holds the point.
    std::optional<unsigned> indexAt(QPoint point) const;
};

/// Where the open tables stand. Painting and pointing both ask here.
class LayoutGeometry
{
public:
    LayoutGeometry() = default;
    LayoutGeometry(const PagingGeometry &paging, const PageTableTree &tree, const LayoutPath &path, QSize canvas,
                   EntryOrder order);

    const std::vector<GridPlace> &places() const { return m_places; }
    const GridPlace *place(GridRole role) const;
    /// Siblings that did not fit before and behind those shown.
    std::size_t siblingsBefore() const { return m_before; }
    std::size_t siblingsBehind() const { return m_behind; }
    /// Where the key of the marks goes, at the foot of the canvas.
    QRect legend() const { return m_legend; }
    /// Height of the stage's own parts, which a window wants to grant.
    QSize canvas() const { return m_canvas; }

    struct Hit {
        const GridPlace *place;
        unsigned index;
    };
    std::optional<Hit> entryAt(QPoint point) const;
    /// The table whose title stands at the point.
    const GridPlace *titleAt(QPoint point) const;

private:
    void placeStrip(const PageTableTree &tree, const LayoutPath &path);
    void placeStage(const LayoutPath &path);
    void addThumb(TableNode table, GridRole role, int &left);
    void addLarge(TableNode table, GridRole role, const QRect &room);
    EntryGrid gridOf(TableNode table) const;
    std::optional<unsigned> openedIn(std::size_t depth, const LayoutPath &path) const;
    bool fitsTwo(const LayoutPath &path) const;

    PagingGeometry m_paging;
    QSize m_canvas;
    EntryOrder m_order = EntryOrder::Rows;
    std::vector<GridPlace> m_places;
    std::size_t m_before = 0;
    std::size_t m_behind = 0;
    std::size_t m_stageFirst = 0; ///< number of the first large table
    int m_stageTop = 0;
    QRect m_legend;
};

} // namespace ptscope
