// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/pattern.h"

#include "views/look/motif.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ptscope {

namespace {

constexpr int railHeight = 4;
constexpr int railFromHeight = 10;
constexpr int jointsFromWidth = 6;
constexpr int pageJointStep = 4;
constexpr int blockJointStep = 6;
constexpr int alertMinimum = 3;
constexpr int foldBreakWidth = 14;

int atLeastOne(qreal value)
{
    return std::max(1, static_cast<int>(std::lround(value)));
}

int devicePixels(const QPainter &painter, qreal uiScale)
{
    return atLeastOne(uiScale * painter.device()->devicePixelRatio());
}

int wrapped(int value, int period)
{
    const int rest = value % period;
    return rest < 0 ? rest + period : rest;
}

// First multiple of `step`, counted from `origin`, that is not left of `from`.
int firstMultiple(int from, int origin, int step)
{
    return from + wrapped(origin - from, step);
}

// A frame that keeps some of the inside visible: full width if the side is long enough, else thinner, else none.
int frameWidth(int side, int wanted)
{
    return std::clamp((side - 3) / 2, 0, wanted);
}

} // namespace

PatternPainter::PatternPainter(QPainter &painter, Theme theme, const PatternOptions &options)
    : m_painter(painter), m_tiles(patternTiles(theme, devicePixels(painter, options.uiScale), options.emphasis)),
      m_options(options), m_unit(atLeastOne(options.uiScale)), m_pixelRatio(painter.device()->devicePixelRatio())
{ }

QRect PatternPainter::fill(const QRect &rect, LeafClass leaf)
{
    const QColor &hue = m_tiles.leaf[static_cast<std::size_t>(leaf)];
    const bool roomForGrid = rect.width() >= px(6) && rect.height() >= px(10);
    switch (leaf) {
    case LeafClass::Hole:
        dashedFrame(rect, m_tiles.frame);
        break;
    case LeafClass::Invalid:
        texture(rect, m_tiles.invalid);
        dashedFrame(rect, m_tiles.frame);
        break;
    case LeafClass::Page:
        if (roomForGrid) {
            texture(rect, m_tiles.page);
        } else {
            m_painter.fillRect(rect, hue);
        }
        break;
    case LeafClass::ContPage:
    case LeafClass::ContBlock:
        m_painter.fillRect(rect, hue);
        rail(rect, leaf);
        break;
    case LeafClass::Block:
    case LeafClass::Giant:
        m_painter.fillRect(rect, hue);
        break;
    }
    return rect;
}

QRect PatternPainter::fill(const QRect &rect, AccessClass access)
{
    const QColor &hue = m_tiles.access[static_cast<std::size_t>(access)];
    const bool roomForTexture = rect.width() >= px(3) && rect.height() >= px(4);
    const bool framed = m_options.style == FillStyle::Cell && rect.width() >= px(8) && rect.height() >= px(8);
    switch (access) {
    case AccessClass::None:
        return rect;
    case AccessClass::RwX:
        return alert(rect);
    case AccessClass::RoNx:
    case AccessClass::RoX:
        if (!roomForTexture) {
            break;
        }
        texture(rect,
                access == AccessClass::RoX                 ? m_tiles.readOnlyExec
                    : m_options.style == FillStyle::Stripe ? m_tiles.readOnlyThin
                                                           : m_tiles.readOnly);
        if (framed) {
            frame(rect, hue, px(1));
        }
        return rect;
    case AccessClass::Device:
        if (!roomForTexture) {
            break;
        }
        texture(rect, m_tiles.device);
        return rect;
    case AccessClass::NonCacheable:
        if (rect.height() < px(6)) {
            break;
        }
        texture(rect, m_tiles.nonCacheable);
        return rect;
    case AccessClass::RwNx:
        break;
    }
    m_painter.fillRect(rect, hue);
    return rect;
}

void PatternPainter::texture(const QRect &rect, const PatternSheet &pattern, QPoint origin)
{
    if (m_painter.paintEngine()->type() == QPaintEngine::SVG) {
        // Shapes, not copies of a sheet: a vector picture is scaled later.
        drawMotif(m_painter, rect, pattern, origin, m_unit);
        return;
    }
    const QImage &sheet = pattern.image;
    const auto pixels = [this](int units) { return static_cast<int>(std::lround(units * m_pixelRatio)); };
    const QSize all(pixels(rect.width()), pixels(rect.height()));
    const QPoint start(wrapped(pixels(rect.left() - origin.x()), sheet.width()),
                       wrapped(pixels(rect.top() - origin.y()), sheet.height()));
    for (int y = 0; y < all.height();) {
        const int sheetY = (start.y() + y) % sheet.height();
        const int height = std::min(all.height() - y, sheet.height() - sheetY);
        for (int x = 0; x < all.width();) {
            const int sheetX = (start.x() + x) % sheet.width();
            const int width = std::min(all.width() - x, sheet.width() - sheetX);
            const QRectF target(rect.left() + x / m_pixelRatio, rect.top() + y / m_pixelRatio, width / m_pixelRatio,
                                height / m_pixelRatio);
            m_painter.drawImage(target, sheet, QRectF(sheetX, sheetY, width, height));
            x += width;
        }
        y += height;
    }
}

void PatternPainter::rail(const QRect &rect, LeafClass leaf)
{
    if (rect.width() < px(3) || rect.height() < px(railFromHeight)) {
        return;
    }
    const QColor &ink = m_tiles.rail[static_cast<std::size_t>(leaf)];
    const int top = rect.bottom() + 1 - px(railHeight);
    m_painter.fillRect(rect.left(), top, rect.width(), px(1), ink);
    if (rect.width() < px(jointsFromWidth)) {
        return;
    }
    // Pages stand closer than blocks, so that the two contiguous classes differ without any colour.
    const int step = px(leaf == LeafClass::ContPage ? pageJointStep : blockJointStep);
    for (int x = firstMultiple(rect.left() + 1, m_options.origin.x(), step); x <= rect.right(); x += step) {
        m_painter.fillRect(x, top + px(1), px(1), px(railHeight - 1), ink);
    }
}

QRect PatternPainter::alert(const QRect &rect)
{
    const int least = px(alertMinimum);
    QRect grown = rect;
    if (grown.width() < least) {
        grown.setLeft(rect.left() - (least - rect.width()) / 2);
        grown.setWidth(least);
    }
    if (grown.height() < least) {
        grown.setTop(rect.top() - (least - rect.height()) / 2);
        grown.setHeight(least);
    }
    const int dx = px(frameWidth(grown.width() / m_unit, 2));
    const int dy = px(frameWidth(grown.height() / m_unit, 2));
    m_painter.fillRect(grown, m_tiles.alertRing);
    m_painter.fillRect(grown.adjusted(dx, dy, -dx, -dy), m_tiles.access[static_cast<std::size_t>(AccessClass::RwX)]);
    return grown;
}

void PatternPainter::foldBreak(const QRect &rect)
{
    const int width = std::min(rect.width(), px(foldBreakWidth));
    const QRect band(rect.left() + (rect.width() - width) / 2, rect.top(), width, rect.height());
    // The zigzag belongs to its own break, not to the canvas: horizontally it starts at the band.
    const QPoint origin(band.left() - (px(foldBreakWidth) - width) / 2, m_options.origin.y());
    texture(band, m_tiles.foldBreak, origin);
}

void PatternPainter::simulatedBand(const QRect &rect)
{
    texture(rect, m_tiles.simulated);
}

void PatternPainter::dashedFrame(const QRect &rect, const QColor &color)
{
    if (rect.width() < px(6) || rect.height() < px(6)) {
        return;
    }
    const int dash = px(2);
    const int line = px(1);
    for (int x = rect.left(); x <= rect.right(); x += 2 * dash) {
        const int length = std::min(dash, rect.right() + 1 - x);
        m_painter.fillRect(x, rect.top(), length, line, color);
        m_painter.fillRect(x, rect.bottom() + 1 - line, length, line, color);
    }
    for (int y = rect.top(); y <= rect.bottom(); y += 2 * dash) {
        const int length = std::min(dash, rect.bottom() + 1 - y);
        m_painter.fillRect(rect.left(), y, line, length, color);
        m_painter.fillRect(rect.right() + 1 - line, y, line, length, color);
    }
}

void PatternPainter::frame(const QRect &rect, const QColor &color, int width)
{
    const int inner = rect.height() - 2 * width;
    m_painter.fillRect(rect.left(), rect.top(), rect.width(), width, color);
    m_painter.fillRect(rect.left(), rect.bottom() + 1 - width, rect.width(), width, color);
    m_painter.fillRect(rect.left(), rect.top() + width, width, inner, color);
    m_painter.fillRect(rect.right() + 1 - width, rect.top() + width, width, inner, color);
}

void drawSwatch(QPainter &painter, const QRect &rect, LeafClass leaf, Theme theme, qreal uiScale)
{
    PatternPainter(painter, theme, {.origin = rect.topLeft(), .uiScale = uiScale}).fill(rect, leaf);
}

void drawSwatch(QPainter &painter, const QRect &rect, AccessClass access, Theme theme, qreal uiScale)
{
    PatternPainter(painter, theme, {.origin = rect.topLeft(), .uiScale = uiScale}).fill(rect, access);
}

} // namespace ptscope
