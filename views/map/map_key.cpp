// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map/map_key.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "core/snapshot/row_text.h"
#include "views/look/pattern.h"
#include "views/look/type.h"
#include "views/map/map_measures.h"

namespace ptscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MapKey)
};

constexpr int swatchHeight = 8;
constexpr int widestSwatch = 96;
constexpr int entrySpace = 10;
constexpr int keyFromShare = 48;
constexpr double worthTelling = 1.5;

struct Entry {
    LeafClass leaf;
    ByteCount size;
};

/// One run of each leaf size that the geometry has, and with 4K pages the 16K of a kernel stack.
std::vector<Entry> keyEntries(const PagingGeometry &geometry)
{
    constexpr ByteCount giant{std::uint64_t{512} << 20U};
    const auto blockClass = [&](LeafClass leaf, ByteCount size) { return size >= giant ? LeafClass::Giant : leaf; };
    std::vector<Entry> entries{{LeafClass::Page, geometry.pageSize()}};
    if (geometry.granule() == Granule::Page4K) {
        entries.push_back({LeafClass::Page, geometry.pageSize() * 4});
    }
    const Level blockLevel = geometry.above(Level::Pte);
    const ByteCount block = geometry.span(blockLevel);
    entries.push_back({LeafClass::ContPage, geometry.contiguousSpan(Level::Pte)});
    entries.push_back({blockClass(LeafClass::Block, block), block});
    if (geometry.contiguousEntries(blockLevel) != 0) {
        const ByteCount group = geometry.contiguousSpan(blockLevel);
        entries.push_back({blockClass(LeafClass::ContBlock, group), group});
    }
    if (geometry.allowsBlocks(Level::Pud) && !geometry.isFolded(Level::Pud)) {
        entries.push_back({LeafClass::Giant, geometry.span(Level::Pud)});
    }
    return entries;
}

/// The longest first; the last that fits none has no words at all.
QStringList titles(const MapAxis &axis)
{
    if (axis.isLinear()) {
        const ByteCount page = axis.index()->snapshot().geometry().pageSize();
        const int width = axis.runPixels(page);
        return {width <= scaled(widestSwatch)
                    ? Words::tr("Linear in pages:")
                    : Words::tr("Linear: %1 is %2 px wide").arg(QString::fromStdString(runSizeText(page))).arg(width)};
    }
    const FoldScale &fold = axis.index()->fold();
    const std::uint32_t row = axis.index()->finder().rowFrom(axis.addressAtX(axis.width() / 2));
    const double narrowed = static_cast<double>(fold.ordinarySteps()) / fold.stepsAt(row);
    if (narrowed < worthTelling) {
        return {Words::tr("Width of a run, log2 of its pages:"), Words::tr("Log2 of pages:")};
    }
    return {Words::tr("Width of a run, log2 of its pages, narrowed %1 times here:").arg(std::lround(narrowed)),
            Words::tr("Narrowed %1 times:").arg(std::lround(narrowed))};
}

struct KeyTitle {
    QString text;
    int left = 0;
};

/// Before the entries, as long as there is room for.
KeyTitle titleBefore(const std::vector<MapKeyEntry> &entries, const MapGeometry &geometry, const MapAxis &axis)
{
    const QFontMetrics metrics(wordFont(TextRole::Label));
    const int right = entries.empty() ? geometry.content().right() + 1 : entries.back().rect.x() - scaled(entrySpace);
    for (const QString &words : titles(axis)) {
        const int width = metrics.horizontalAdvance(words);
        if (width <= right - mapKeyLeft(geometry)) {
            return {words, right - width};
        }
    }
    return {{}, entries.empty() ? right : entries.back().rect.x()};
}

} // namespace

std::vector<MapKeyEntry> mapKeyEntries(const MapGeometry &geometry, const MapAxis &axis)
{
    std::vector<MapKeyEntry> shown;
    if (axis.empty()) {
        return shown;
    }
    const QFontMetrics metrics(wordFont(TextRole::Label));
    const QRect foot = geometry.footRect();
    int right = geometry.content().right() + 1;
    const std::vector<Entry> entries = keyEntries(axis.index()->snapshot().geometry());
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        const int width = std::max(axis.runPixels(entry->size), 1);
        const QString text = QString::fromStdString(runSizeText(entry->size));
        const int left = right - width - scaled(4) - metrics.horizontalAdvance(text);
        if (width > scaled(widestSwatch) || left < mapKeyLeft(geometry)) {
            continue;
        }
        shown.push_back({entry->leaf,
                         text,
                         {left, foot.y(), right - left, foot.height()},
                         {right - width, foot.center().y() - scaled(swatchHeight) / 2, width, scaled(swatchHeight)}});
        right = left - scaled(entrySpace);
    }
    return shown;
}

void drawMapKey(QPainter &painter, const MapGeometry &geometry, const MapAxis &axis, Theme theme)
{
    const Palette &colors = palette(theme);
    const QFont font = wordFont(TextRole::Label);
    const QFontMetrics metrics(font);
    const int baseline = geometry.footRect().center().y() - metrics.height() / 2 + metrics.ascent();
    painter.setFont(font);
    const std::vector<MapKeyEntry> entries = mapKeyEntries(geometry, axis);
    for (const MapKeyEntry &entry : entries) {
        painter.fillRect(entry.swatch, colors.of(entry.leaf));
        painter.setPen(colors.text2);
        painter.drawText(entry.rect.x(), baseline, entry.text);
    }
    if (axis.empty()) {
        return;
    }
    const KeyTitle title = titleBefore(entries, geometry, axis);
    painter.setPen(colors.text3);
    painter.drawText(title.left, baseline, title.text);
}

QRect mapKeyRect(const MapGeometry &geometry, const MapAxis &axis)
{
    if (axis.empty()) {
        return {};
    }
    const int left = titleBefore(mapKeyEntries(geometry, axis), geometry, axis).left;
    const QRect foot = geometry.footRect();
    return {left, foot.y(), geometry.content().right() + 1 - left, foot.height()};
}

int mapKeyLeft(const MapGeometry &geometry)
{
    return geometry.content().x() + geometry.content().width() * keyFromShare / 100;
}

} // namespace ptscope
