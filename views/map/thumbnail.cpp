// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/thumbnail.h"

#include <QPainter>

#include <algorithm>

#include "core/index/fold_scale.h"
#include "views/look/pattern.h"
#include "views/look/type.h"
#include "views/map/access_lane.h"
#include "views/map/map_measures.h"

namespace ptscope {

namespace {

constexpr int zigzagFrom = 5;

/// Cells without a pixel between them that look the same are one fill; from four pixels on each keeps its own edge.
struct Stretch {
    QRect rect;
    const MapCell *cell;
};

std::vector<Stretch> stretchesOf(const std::vector<MapCell> &cells, const QRect &lane)
{
    std::vector<Stretch> stretches;
    const int narrow = scaled(measures::gapFrom);
    for (const MapCell &cell : cells) {
        const QRect rect(lane.x() + cell.rect.x(), lane.y(), cell.rect.width(), lane.height());
        const bool joins = !stretches.empty() && rect.width() < narrow && stretches.back().cell->rect.width() < narrow
            && stretches.back().rect.right() + 1 == rect.x() && stretches.back().cell->kind == cell.kind
            && stretches.back().cell->leaf == cell.leaf && stretches.back().cell->access == cell.access
            && stretches.back().cell->mask.alerts == cell.mask.alerts && cell.kind != CellKind::Hole;
        if (joins) {
            stretches.back().rect.setRight(rect.right());
        } else {
            const int gap = rect.width() >= narrow && cell.kind != CellKind::Hole ? scaled(1) : 0;
            stretches.push_back({rect.adjusted(0, 0, -gap, 0), &cell});
        }
    }
    return stretches;
}

} // namespace

std::vector<MapCell> thumbnailCells(const MapAxis &axis)
{
    return axis.empty() ? std::vector<MapCell>{} : accessLane(axis, stripOf(axis), scaled(measures::alertWidth));
}

void drawThumbnail(QPainter &painter, const std::vector<MapCell> &cells, const QRect &upper, const QRect &lower,
                   Theme theme)
{
    PatternOptions options;
    options.origin = upper.topLeft();
    options.uiScale = uiScale();
    PatternPainter patterns(painter, theme, options);
    for (const Stretch &stretch : stretchesOf(cells, upper)) {
        if (stretch.cell->kind == CellKind::Access) {
            patterns.fill(stretch.rect, stretch.cell->leaf);
        } else if (stretch.cell->range.size() >= FoldScale::breakFrom && stretch.rect.width() >= scaled(zigzagFrom)) {
            patterns.foldBreak(
                QRect(stretch.rect.x(), upper.y(), stretch.rect.width(), lower.bottom() + 1 - upper.y()));
        }
    }
    for (const Stretch &stretch : stretchesOf(cells, lower)) {
        const MapCell &cell = *stretch.cell;
        if (cell.mask.has(Alert::WritableExecutable)) {
            patterns.fill(stretch.rect, AccessClass::RwX);
        } else if (cell.access != AccessClass::None) {
            patterns.fill(stretch.rect, cell.access);
        } else if (cell.kind == CellKind::Access) {
            patterns.fill(stretch.rect, LeafClass::Invalid);
        }
    }
}

QImage mapThumbnail(const SnapshotPtr &snapshot, QSize size, Theme theme)
{
    constexpr int upperShare = 72;
    QImage image(size.expandedTo({1, 1}), QImage::Format_RGB32);
    image.fill(palette(theme).surface);
    if (snapshot == nullptr || snapshot->extents().empty()) {
        return image;
    }
    const MapAxis axis(std::make_shared<const LodIndex>(snapshot), size.width());
    const int upper = size.height() * upperShare / 100;
    const int lower = upper + scaled(2);
    QPainter painter(&image);
    drawThumbnail(painter, thumbnailCells(axis), {0, 0, size.width(), upper},
                  {0, lower, size.width(), std::max(size.height() - lower, 1)}, theme);
    return image;
}

} // namespace ptscope
