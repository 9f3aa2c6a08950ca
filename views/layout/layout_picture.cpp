// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/layout_picture.h"

#include <QPainter>

#include <algorithm>
#include <numeric>

namespace ptscope {

namespace {

/// What stands in front is looked at first, then what it was opened from.
std::vector<std::size_t> byImportance(const std::vector<GridPlace> &places)
{
    std::vector<std::size_t> order(places.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return places[a].role > places[b].role; });
    return order;
}

} // namespace

void LayoutPicture::begin(const LayoutScene &scene, qreal pixelRatio)
{
    const QSize pixels = (QSizeF(scene.geometry.canvas()) * pixelRatio).toSize();
    if (m_image.size() != pixels) {
        m_image = QImage(pixels, QImage::Format_RGB32);
    }
    m_image.setDevicePixelRatio(pixelRatio);
    QPainter painter(&m_image);
    LayoutPainter(painter, scene).drawGround();
    m_late = byImportance(scene.geometry.places());
}

/// What a grid costs is told by the last ones in its place; a single slow one is soon forgotten.
void LayoutPicture::drawGrid(LayoutPainter &painter, const GridPlace &place)
{
    const auto begin = FrameBudget::Clock::now();
    painter.drawGrid(place, &m_grids);
    auto &cost = m_cost[static_cast<std::size_t>(place.role)];
    cost = std::max<std::chrono::nanoseconds>(FrameBudget::Clock::now() - begin, cost * 7 / 8);
}

void LayoutPicture::advance(const LayoutScene &scene, qreal pixelRatio, FrameBudget budget)
{
    const bool isNew = !m_begun || m_image.devicePixelRatio() != pixelRatio;
    if (isNew) {
        begin(scene, pixelRatio);
        m_begun = true;
    }
    QPainter painter(&m_image);
    LayoutPainter layout(painter, scene);
    std::vector<std::size_t> late;
    bool drewOne = false;
    for (const std::size_t number : m_late) {
        const GridPlace &place = scene.geometry.places()[number];
        if (layout.isKept(place, m_grids)) {
            layout.drawGrid(place, &m_grids);
        } else if (!drewOne || budget.hasRoomFor(m_cost[static_cast<std::size_t>(place.role)])) {
            drawGrid(layout, place);
            drewOne = true;
        } else {
            late.push_back(number);
            if (isNew) {
                layout.drawStandIn(place);
            }
        }
    }
    m_late = std::move(late);
    layout.drawArrow();
}

} // namespace ptscope
