// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/pattern_tiles.h"

#include <QImage>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <tuple>

namespace ptscope {

namespace {

constexpr int samplesPerPixel = 8;
constexpr int maxScale = 9;
constexpr int sheetSide = 240; // pixels, about

// Shares of the hue on the canvas, in percent.
constexpr int fadedShare = 42;
constexpr int gridShare = 55;
constexpr int railShare = 35;
constexpr int hatchGroundShare = 16;
constexpr int thinHatchGroundShare = 10;
constexpr int crossGroundShare = 22;
constexpr int dotShare = 38;
constexpr int barShare = 45;
constexpr int bandShare = 10;

// Copying a part of a large picture is many times as fast as filling with a small texture, which costs a call for each row.
QImage repeated(const QImage &tile)
{
    const int across = std::max(1, sheetSide / tile.width());
    const int down = std::max(1, sheetSide / tile.height());
    QImage out(tile.width() * across, tile.height() * down, tile.format());
    const auto rowBytes = std::size_t{4} * static_cast<std::size_t>(tile.width());
    for (int y = 0; y < out.height(); ++y) {
        uchar *to = out.scanLine(y);
        for (int i = 0; i < across; ++i) {
            to = std::copy_n(tile.constScanLine(y % tile.height()), rowBytes, to);
        }
    }
    return out;
}

// A tile in pixels of the design. `inked` answers for a point, so a slanted edge gets its true coverage once, here, and
// painting itself needs no antialiasing.
template<typename Inked>
PatternSheet sheet(Motif motif, int width, int height, int scale, const QColor &ground, const QColor &ink, Inked inked)
{
    const bool opaque = ground.alpha() == 255;
    const QImage::Format format = opaque ? QImage::Format_RGB32 : QImage::Format_ARGB32_Premultiplied;
    QImage image(width * scale, height * scale, format);
    const double step = 1.0 / (samplesPerPixel * scale);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            int hits = 0;
            for (int s = 0; s < samplesPerPixel * samplesPerPixel; ++s) {
                const double px = (x * samplesPerPixel + s % samplesPerPixel + 0.5) * step;
                const double py = (y * samplesPerPixel + s / samplesPerPixel + 0.5) * step;
                hits += inked(px, py) ? 1 : 0;
            }
            const int percent = hits * 100 / (samplesPerPixel * samplesPerPixel);
            QColor color = mix(ink, ground, percent);
            if (!opaque) {
                color = ink;
                color.setAlpha(percent * 255 / 100);
            }
            image.setPixelColor(x, y, color);
        }
    }
    return {repeated(image), ground, ink, motif};
}

double wrapped(double value, double period)
{
    return value - std::floor(value / period) * period;
}

// Lines that rise to the right; `width` is measured along x.
auto hatch(double period, double width)
{
    return [=](double x, double y) { return wrapped(x + y, period) < width; };
}

auto crossHatch(double period, double width)
{
    return [=](double x, double y) {
        return wrapped(x + y + width / 2, period) < width || wrapped(x - y + width / 2, period) < width;
    };
}

bool pageGrid(double x, double y)
{
    return wrapped(x, 4) >= 3 || wrapped(y, 4) >= 3;
}

bool dots(double x, double y)
{
    return (x < 2 && y >= 1 && y < 3) || (x >= 3 && x < 5 && y >= 4);
}

bool bars(double, double y)
{
    return y < 2;
}

// Two parallel zigzags, 3 px apart, that swing 3 px to each side within 8 rows.
bool zigzag(double x, double y)
{
    const double row = std::floor(y);
    const double swing = row < 4 ? row : 7 - row;
    const double inLine = x - 4 - swing;
    return (inLine >= 0 && inLine < 1) || (inLine >= 3 && inLine < 4);
}

void makeColors(PatternTiles &tiles, const Palette &colors, int share)
{
    const auto shown = [&](const QColor &hue) { return hue.alpha() == 0 ? hue : mix(hue, colors.bg, share); };
    std::transform(colors.leaf.begin(), colors.leaf.end(), tiles.leaf.begin(), shown);
    std::transform(colors.access.begin(), colors.access.end(), tiles.access.begin(), shown);
    std::transform(tiles.leaf.begin(), tiles.leaf.end(), tiles.rail.begin(),
                   [&](const QColor &hue) { return mix(hue, colors.bg, railShare); });
    tiles.frame = shown(colors.lineStrong);
    tiles.alertRing = shown(colors.selection);
}

void makeSheets(PatternTiles &tiles, const Palette &colors, int scale)
{
    const auto hueOf = [&](AccessClass c) { return tiles.access[static_cast<std::size_t>(c)]; };
    const auto groundOf = [&](const QColor &hue, int share) { return mix(hue, colors.bg, share); };
    const QColor page = tiles.leaf[static_cast<std::size_t>(LeafClass::Page)];
    const QColor ro = hueOf(AccessClass::RoNx);
    const QColor rox = hueOf(AccessClass::RoX);
    const QColor dev = hueOf(AccessClass::Device);
    const QColor nc = hueOf(AccessClass::NonCacheable);
    const QColor clear(Qt::transparent);

    tiles.page = sheet(Motif::PageGrid, 4, 4, scale, page, groundOf(page, gridShare), pageGrid);
    tiles.invalid = sheet(Motif::ThinHatch8, 8, 8, scale, clear, tiles.frame, hatch(8, 1.4));
    tiles.readOnly = sheet(Motif::Hatch8, 8, 8, scale, groundOf(ro, hatchGroundShare), ro, hatch(8, 3.2));
    tiles.readOnlyThin = sheet(Motif::Hatch6, 6, 6, scale, groundOf(ro, thinHatchGroundShare), ro, hatch(6, 1.3));
    tiles.readOnlyExec = sheet(Motif::CrossHatch8, 8, 8, scale, groundOf(rox, crossGroundShare), rox, crossHatch(8, 2.4));
    tiles.device = sheet(Motif::Dots6, 6, 6, scale, dev, groundOf(dev, dotShare), dots);
    tiles.nonCacheable = sheet(Motif::Bars6, 6, 6, scale, nc, groundOf(nc, barShare), bars);
    tiles.foldBreak = sheet(Motif::Zigzag14, 14, 8, scale, clear, tiles.frame, zigzag);
    tiles.simulated =
        sheet(Motif::Band14, 14, 14, scale, colors.accentBg, mix(colors.accent, colors.accentBg, bandShare), hatch(14, 7));
}

std::unique_ptr<const PatternTiles> makeTiles(Theme theme, int scale, Emphasis emphasis)
{
    auto tiles = std::make_unique<PatternTiles>();
    const Palette &colors = palette(theme);
    makeColors(*tiles, colors, emphasis == Emphasis::Faded ? fadedShare : 100);
    makeSheets(*tiles, colors, scale);
    return tiles;
}

} // namespace

const PatternTiles &patternTiles(Theme theme, int scale, Emphasis emphasis)
{
    static std::mutex mutex;
    static std::map<std::tuple<Theme, int, Emphasis>, std::unique_ptr<const PatternTiles>> made;
    const std::tuple key(theme, std::clamp(scale, 1, maxScale), emphasis);
    const std::lock_guard lock(mutex);
    auto &slot = made[key];
    if (!slot) {
        slot = makeTiles(theme, std::get<int>(key), emphasis);
    }
    return *slot;
}

} // namespace ptscope
