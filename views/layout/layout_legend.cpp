// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/layout_legend.h"

#include <QCoreApplication>
#include <QPainter>

#include <vector>

#include "views/look/type.h"

namespace ptscope {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Layout)
};

constexpr int cellWidth = 18;
constexpr int cellHeight = 14;
constexpr int groupWidth = 36;
constexpr int groupJoints = 4;
constexpr int textGap = 8;
constexpr int itemGap = 20;
constexpr int gridIndent = 32; ///< where the grids begin
constexpr int lineHeight = 19;
constexpr int topGap = 8;

enum class Border { None, Group, Missing, Opened };

/// One cell, drawn by the painter of the grids themselves: the key cannot say anything else than the picture.
struct Sample {
    QString text;
    TableContent content;
    Border border = Border::None;
};

CellFill fillOf(LeafClass leaf, AccessClass access)
{
    CellFill fill;
    fill.leaf = leaf;
    fill.access = access;
    fill.memory = access == AccessClass::Device ? MemoryType::DeviceNGnRE : MemoryType::Normal;
    return fill;
}

Sample sampleOf(const QString &text, EntryKind kind, CellFill fill, Border border = Border::None)
{
    Sample sample{text, {}, border};
    sample.content.textureSize = {1, 1};
    sample.content.entries.resize(1);
    sample.content.entries.front().kind = kind;
    sample.content.entries.front().fill = fill;
    return sample;
}

Sample tableSample()
{
    Sample sample = sampleOf(Texts::tr("table, its own entries inside"), EntryKind::Table, {});
    sample.content.textureSize = {4, 2};
    sample.content.textures.assign(8, fillOf(LeafClass::Page, AccessClass::RwNx));
    sample.content.textures[2] = {};
    sample.content.textures[7] = {};
    return sample;
}

std::vector<Sample> samplesFor(const PagingGeometry &paging, LayoutColours colours)
{
    std::vector<Sample> samples;
    samples.push_back(
        sampleOf(Texts::tr("block or page"), EntryKind::Leaf, fillOf(LeafClass::Block, AccessClass::RwNx)));
    samples.push_back(tableSample());
    samples.push_back(sampleOf(Texts::tr("hole"), EntryKind::Hole, {}));
    samples.push_back(sampleOf(Texts::tr("contiguous %1, one TLB entry").arg(paging.contiguousEntries(Level::Pte)),
                               EntryKind::Leaf, fillOf(LeafClass::ContPage, AccessClass::RwNx), Border::Group));
    samples.push_back(sampleOf(Texts::tr("as large as a group, no CON"), EntryKind::Leaf,
                               fillOf(LeafClass::Page, AccessClass::RwNx), Border::Missing));
    if (colours != LayoutColours::Permission) {
        samples.push_back(
            sampleOf(Texts::tr("read-only"), EntryKind::Leaf, fillOf(LeafClass::Block, AccessClass::RoNx)));
    }
    if (colours == LayoutColours::LeafSize) {
        samples.push_back(
            sampleOf(Texts::tr("device"), EntryKind::Leaf, fillOf(LeafClass::Block, AccessClass::Device)));
    }
    samples.push_back(sampleOf(Texts::tr("opened"), EntryKind::Hole, {}, Border::Opened));
    return samples;
}

void drawBorder(GridPainter &grid, Border border, const Palette &colors)
{
    switch (border) {
    case Border::None:
        break;
    case Border::Group:
        grid.outline({0, 0}, colors.selection, scaled(2));
        break;
    case Border::Missing:
        grid.outline({0, 0}, colors.warn, 1, true);
        break;
    case Border::Opened:
        grid.outline({0, 0}, colors.accent, scaled(2));
        break;
    }
}

void drawSample(QPainter &painter, const GridPlace &place, const Sample &sample, Theme theme, LayoutColours colours)
{
    GridPainter grid(painter, place, sample.content, theme, colours);
    grid.draw();
    const bool group = sample.border == Border::Group || sample.border == Border::Missing;
    for (int joint = 1; group && joint < groupJoints; ++joint) {
        painter.fillRect(place.origin.x() + joint * place.pitch.width() / groupJoints - 1, place.origin.y(), 1,
                         place.pitch.height() - 1, palette(theme).bg);
    }
    drawBorder(grid, sample.border, palette(theme));
}

} // namespace

void drawLayoutLegend(QPainter &painter, const QRect &rect, const PagingGeometry &paging, Theme theme,
                      LayoutColours colours)
{
    const Palette &colors = palette(theme);
    const QFont font = wordFont(TextRole::Label);
    const QFontMetrics metrics(font);
    const int left = rect.left() + scaled(gridIndent);
    QPoint at(left, rect.top() + scaled(topGap));
    for (const Sample &sample : samplesFor(paging, colours)) {
        const bool group = sample.border == Border::Group || sample.border == Border::Missing;
        GridPlace place;
        place.grid = EntryGrid(1);
        place.pitch = {scaled(group ? groupWidth : cellWidth), scaled(cellHeight)};
        const int words = metrics.horizontalAdvance(sample.text);
        if (at.x() + place.pitch.width() + scaled(textGap) + words > rect.right() && at.x() != left) {
            at = QPoint(left, at.y() + scaled(lineHeight));
        }
        if (at.y() + scaled(cellHeight) > rect.bottom()) {
            return;
        }
        place.origin = at;
        drawSample(painter, place, sample, theme, colours);
        at.rx() += place.pitch.width() + scaled(textGap);
        painter.setFont(font);
        painter.setPen(colors.text2);
        painter.drawText(QRect(at, QSize(words + 1, place.pitch.height())), Qt::AlignLeft | Qt::AlignVCenter,
                         sample.text);
        at.rx() += words + scaled(itemGap);
    }
}

} // namespace ptscope
