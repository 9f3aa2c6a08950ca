// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/layout_geometry.h"

#include <algorithm>

#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int sideMargin = 16;
constexpr int indexWidth = 32; ///< the indices at the left of a grid
constexpr int betweenLarge = 12;
constexpr int betweenThumbs = 20;
constexpr int topMargin = 8;
constexpr int thumbTitleHeight = 34;
constexpr int thumbHeight = 112;
constexpr int lowThumbHeight = 64;
constexpr int fullHeight = 620; ///< of a canvas that has room for tall thumbs
constexpr int stageGap = 20;
constexpr int stageTitleHeight = 22;
constexpr int columnLabelHeight = 18;
constexpr int legendHeight = 30;
constexpr int twoLineLegend = 46; ///< where the key does not fit into one line
constexpr int roomForLegend = 1080;

constexpr int largestPitch = 44;
constexpr int leastLargePitch = 6; ///< below that a table gets the whole width

int heightOfLegend(QSize canvas)
{
    return scaled(canvas.width() >= scaled(roomForLegend) ? legendHeight : twoLineLegend);
}

} // namespace

int GridPlace::gap() const
{
    return pitch.width() >= 4 && pitch.height() >= 4 ? 1 : 0;
}

QRect GridPlace::cells() const
{
    return {origin, QSize(grid.columns() * pitch.width(), grid.rows() * pitch.height())};
}

QRect GridPlace::cellRect(unsigned index) const
{
    const QPoint cell = grid.cellOf(index);
    return {origin.x() + cell.x() * pitch.width(), origin.y() + cell.y() * pitch.height(), pitch.width() - gap(),
            pitch.height() - gap()};
}

std::optional<unsigned> GridPlace::indexAt(QPoint point) const
{
    if (!cells().contains(point)) {
        return std::nullopt;
    }
    const QPoint offset = point - origin;
    return grid.indexAt({offset.x() / pitch.width(), offset.y() / pitch.height()});
}

LayoutGeometry::LayoutGeometry(const PagingGeometry &paging, const PageTableTree &tree, const LayoutPath &path,
                               QSize canvas, EntryOrder order)
    : m_paging(paging), m_canvas(canvas), m_order(order)
{
    if (path.empty()) {
        return;
    }
    const bool two = path.front() > 0 && fitsTwo(path);
    m_stageFirst = two ? path.front() - 1 : path.front();
    placeStrip(tree, path);
    placeStage(path);
    int foot = 0;
    for (const GridPlace &place : m_places) {
        foot = std::max(foot, place.cells().bottom() + 1);
    }
    m_legend = {scaled(sideMargin), foot, canvas.width() - 2 * scaled(sideMargin), heightOfLegend(canvas)};
}

EntryGrid LayoutGeometry::gridOf(TableNode table) const
{
    return EntryGrid(m_paging.entries(table.level), m_order);
}

std::optional<unsigned> LayoutGeometry::openedIn(std::size_t depth, const LayoutPath &path) const
{
    if (depth + 1 >= path.tables().size() || depth >= path.front()) {
        return std::nullopt;
    }
    const TableNode &table = path.tables()[depth];
    return m_paging.index(table.level, path.tables()[depth + 1].base);
}

bool LayoutGeometry::fitsTwo(const LayoutPath &path) const
{
    const int room = (m_canvas.width() - 2 * scaled(sideMargin + indexWidth) - scaled(betweenLarge)) / 2;
    return std::all_of(path.tables().begin() + static_cast<std::ptrdiff_t>(path.front()) - 1,
                       path.tables().begin() + static_cast<std::ptrdiff_t>(path.front()) + 1,
                       [&](TableNode table) { return room / gridOf(table).columns() >= scaled(leastLargePitch); });
}

void LayoutGeometry::addThumb(TableNode table, GridRole role, int &left)
{
    const int height = scaled(m_canvas.height() >= scaled(fullHeight) ? thumbHeight : lowThumbHeight);
    GridPlace place;
    place.table = table;
    place.role = role;
    place.grid = gridOf(table);
    const int pitch =
        std::clamp(std::min(height / place.grid.rows(), 2 * height / place.grid.columns()), 1, scaled(14));
    place.pitch = {pitch, pitch};
    place.origin = {left, scaled(topMargin + thumbTitleHeight)};
    const int width = std::max(pitch * place.grid.columns(), scaled(120));
    place.title = {left, scaled(topMargin), width, scaled(thumbTitleHeight)};
    left += width + scaled(betweenThumbs);
    m_places.push_back(place);
}

/// The tables above those shown large, then as many of the tables beside the first large one as fit round it.
void LayoutGeometry::placeStrip(const PageTableTree &tree, const LayoutPath &path)
{
    int left = scaled(sideMargin + indexWidth);
    for (std::size_t depth = 0; depth < m_stageFirst; ++depth) {
        addThumb(path.tables()[depth], GridRole::Ancestor, left);
        m_places.back().opened = openedIn(depth, path);
    }
    const std::size_t shown = std::max<std::size_t>(1, m_stageFirst); // whose siblings
    m_stageTop = scaled(topMargin);
    if (shown < path.tables().size()) {
        const std::vector<TableNode> siblings = siblingsOf(tree, path.tables()[shown - 1]);
        const auto current = static_cast<std::size_t>(std::find(siblings.begin(), siblings.end(), path.tables()[shown])
                                                      - siblings.begin());
        int probe = left;
        addThumb(path.tables()[shown], GridRole::Sibling, probe);
        m_places.pop_back();
        const int room = m_canvas.width() - scaled(sideMargin) - left + scaled(betweenThumbs);
        const auto fits = static_cast<std::size_t>(std::max(0, room / std::max(1, probe - left)));
        const std::size_t count = std::min(fits, siblings.size());
        const std::size_t first = std::min(current - std::min(current, count / 2), siblings.size() - count);
        for (std::size_t i = first; i < first + count; ++i) {
            addThumb(siblings[i], GridRole::Sibling, left);
        }
        m_before = first;
        m_behind = siblings.size() - first - count;
    }
    for (const GridPlace &place : m_places) {
        m_stageTop = std::max(m_stageTop, place.cells().bottom() + 1 + scaled(stageGap));
    }
}

void LayoutGeometry::addLarge(TableNode table, GridRole role, const QRect &room)
{
    GridPlace place;
    place.table = table;
    place.role = role;
    place.grid = gridOf(table);
    const int left = room.left() + scaled(indexWidth);
    const int top = room.top() + scaled(stageTitleHeight + columnLabelHeight);
    const int across = (room.right() + 1 - left) / place.grid.columns();
    const int down = (room.bottom() + 1 - top) / place.grid.rows();
    const int width = std::clamp(across, 1, scaled(largestPitch));
    // Cells stand upright, as they do in the design, but never as slivers.
    const int height = std::clamp(down, 1, std::max(1, width * 3 / 2));
    place.pitch = {std::min(width, std::max(1, height * 2)), height};
    place.origin = {left, top};
    place.title = {left, room.top(), room.right() + 1 - left, scaled(stageTitleHeight)};
    m_places.push_back(place);
}

void LayoutGeometry::placeStage(const LayoutPath &path)
{
    const int left = scaled(sideMargin);
    const int width = m_canvas.width() - 2 * left;
    const int height = m_canvas.height() - m_stageTop - heightOfLegend(m_canvas);
    if (m_stageFirst == path.front()) {
        addLarge(path.tables()[path.front()], GridRole::Front, {left, m_stageTop, width, height});
        return;
    }
    const int half = (width - scaled(betweenLarge)) / 2;
    addLarge(path.tables()[path.front() - 1], GridRole::Parent, {left, m_stageTop, half, height});
    m_places.back().opened = openedIn(path.front() - 1, path);
    addLarge(path.tables()[path.front()], GridRole::Front, {left + width - half, m_stageTop, half, height});
}

const GridPlace *LayoutGeometry::place(GridRole role) const
{
    const auto found =
        std::find_if(m_places.begin(), m_places.end(), [role](const GridPlace &p) { return p.role == role; });
    return found == m_places.end() ? nullptr : &*found;
}

std::optional<LayoutGeometry::Hit> LayoutGeometry::entryAt(QPoint point) const
{
    for (const GridPlace &place : m_places) {
        if (const auto index = place.indexAt(point)) {
            return Hit{&place, *index};
        }
    }
    return std::nullopt;
}

const GridPlace *LayoutGeometry::titleAt(QPoint point) const
{
    const auto found =
        std::find_if(m_places.begin(), m_places.end(), [point](const GridPlace &p) { return p.title.contains(point); });
    return found == m_places.end() ? nullptr : &*found;
}

} // namespace ptscope
