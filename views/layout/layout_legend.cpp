// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/layout_legend.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <vector>

#include "core/paging/dialect.h"
#include "core/query/class_terms.h"
#include "views/common/change_overlay.h"
#include "views/common/class_names.h"
#include "views/layout/entry_outline.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Layout)
};

constexpr int cellWidth = 18;
constexpr int cellHeight = 14;
constexpr int groupWidth = 36;
constexpr int plainOwnerWidth = 13; ///< too narrow for a letter
constexpr int letterWidth = 28; ///< a letter, and the colour beside it
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
    std::string term; ///< of the filter language, for the rows that look so; empty where there is none
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
    Sample sample{text, {}, border, {}};
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

Sample readOnlySample()
{
    Sample sample = sampleOf(Texts::tr("read-only"), EntryKind::Leaf, fillOf(LeafClass::Block, AccessClass::RoNx));
    sample.term = "ro";
    return sample;
}

Sample holeSample()
{
    Sample sample = sampleOf(Texts::tr("hole"), EntryKind::Hole, {});
    sample.term = "hole";
    return sample;
}

/// Those groups that the dump has.
std::vector<Sample> ownerSamples(const OwnerMap &owners, GridMarks marks)
{
    std::vector<Sample> samples;
    for (const OwnerGroup group : ownerGroups) {
        const auto &all = owners.owners();
        if (std::none_of(all.begin(), all.end(),
                         [group](const Owner &owner) { return groupOf(owner.kind) == group; })) {
            continue;
        }
        CellFill fill = fillOf(LeafClass::Page, AccessClass::RwNx);
        fill.owner = group;
        Sample sample = sampleOf(QString::fromStdString(std::string(name(group))), EntryKind::Leaf, fill);
        sample.term = groupTerm(group);
        samples.push_back(std::move(sample));
    }
    if (marks.hatched) {
        samples.push_back(readOnlySample());
    }
    samples.push_back(holeSample());
    return samples;
}

Sample deviceSample()
{
    Sample sample = sampleOf(Texts::tr("device"), EntryKind::Leaf, fillOf(LeafClass::Block, AccessClass::Device));
    sample.term = classTerm(AccessClass::Device);
    return sample;
}

/// The types that a dialect can print, each as its cells are drawn.
std::vector<Sample> memorySamples(const Snapshot &snapshot)
{
    struct Kind {
        QString text;
        MemoryType memory;
        AccessClass access;
        std::string term;
    };
    const Kind kinds[] = {
        {Texts::tr("normal"), MemoryType::Normal, AccessClass::RwNx, {}},
        {Texts::tr("normal, tagged"), MemoryType::NormalTagged, AccessClass::RwNx, "type:tagged"},
        {Texts::tr("non-cacheable"), MemoryType::NormalNonCacheable, AccessClass::NonCacheable, classTerm(AccessClass::NonCacheable)},
        {Texts::tr("device"), MemoryType::DeviceNGnRE, AccessClass::Device, classTerm(AccessClass::Device)},
    };
    std::vector<Sample> samples;
    for (const Kind &kind : kinds) {
        const auto &words = snapshot.dialect().memoryTypes;
        const bool known = std::any_of(words.begin(), words.end(), [&](const MemoryTypeWord &word) { return word.type == kind.memory; });
        if (known || kind.memory == MemoryType::Normal) {
            CellFill fill = fillOf(LeafClass::Page, kind.access);
            fill.memory = kind.memory;
            samples.push_back(sampleOf(kind.text, EntryKind::Leaf, fill));
            samples.back().term = kind.term;
        }
    }
    return samples;
}

std::vector<Sample> permissionSamples()
{
    std::vector<Sample> samples;
    for (const AccessClass access : {AccessClass::RwNx, AccessClass::RoNx, AccessClass::RoX, AccessClass::RwX,
                                     AccessClass::Device, AccessClass::NonCacheable}) {
        CellFill fill = fillOf(LeafClass::Page, access);
        fill.alert = access == AccessClass::RwX;
        samples.push_back(sampleOf(className(access), EntryKind::Leaf, fill));
        samples.back().term = classTerm(access);
    }
    return samples;
}

std::vector<Sample> samplesFor(const Snapshot &snapshot, LayoutColours colours, GridMarks marks)
{
    if (colours == LayoutColours::Owner) {
        return ownerSamples(snapshot.knownOwners(), marks);
    }
    std::vector<Sample> samples;
    if (colours == LayoutColours::MemoryType) {
        samples = memorySamples(snapshot);
    } else if (colours == LayoutColours::Permission) {
        samples = permissionSamples();
    } else {
        samples.push_back(
            sampleOf(Texts::tr("block or page"), EntryKind::Leaf, fillOf(LeafClass::Block, AccessClass::RwNx)));
    }
    samples.push_back(tableSample());
    samples.push_back(holeSample());
    if (marks.outlined) {
        samples.push_back(
            sampleOf(Texts::tr("contiguous %1, one TLB entry").arg(snapshot.geometry().contiguousEntries(Level::Pte)),
                     EntryKind::Leaf, fillOf(LeafClass::ContPage, AccessClass::RwNx), Border::Group));
        samples.back().term = "con";
        samples.push_back(sampleOf(Texts::tr("as large as a group, no CON"), EntryKind::Leaf,
                                   fillOf(LeafClass::Page, AccessClass::RwNx), Border::Missing));
    }
    if (marks.hatched) {
        samples.push_back(readOnlySample());
    }
    if (marks.dotted) {
        samples.push_back(deviceSample());
    }
    samples.push_back(sampleOf(Texts::tr("opened"), EntryKind::Hole, {}, Border::Opened));
    return samples;
}

void drawBorder(QPainter &painter, const GridPlace &place, Border border, const Palette &colors)
{
    switch (border) {
    case Border::None:
        break;
    case Border::Group:
        outlineEntries(painter, place, {0, 0}, colors.selection, scaled(2));
        break;
    case Border::Missing:
        outlineEntries(painter, place, {0, 0}, colors.warn, 1, OutlineStyle::Dashed);
        break;
    case Border::Opened:
        outlineEntries(painter, place, {0, 0}, colors.accent, scaled(2));
        break;
    }
}

void drawSample(QPainter &painter, const GridPlace &place, const Sample &sample, Theme theme, LayoutColours colours)
{
    GridPainter(painter, place, sample.content, theme, colours).draw();
    const bool group = sample.border == Border::Group || sample.border == Border::Missing;
    for (int joint = 1; group && joint < groupJoints; ++joint) {
        painter.fillRect(place.origin.x() + joint * place.pitch.width() / groupJoints - 1, place.origin.y(), 1,
                         place.pitch.height() - 1, palette(theme).bg);
    }
    drawBorder(painter, place, sample.border, palette(theme));
}

struct PlacedSample {
    Sample sample;
    GridPlace place;
    QRect words;
    QRect rect() const { return place.cells().united(words); }
};

/// An owner's sample bears its letter where the cells do.
int widthOf(const Sample &sample, GridMarks marks)
{
    if (sample.border == Border::Group || sample.border == Border::Missing) {
        return groupWidth;
    }
    return sample.content.entries.front().fill.owner == OwnerGroup::Unknown ? cellWidth : marks.lettered ? letterWidth : plainOwnerWidth;
}

/// In a line or two; what does not fit is left out from the end.
std::vector<PlacedSample> placed(const LayoutKey &key)
{
    const QRect &rect = key.rect;
    std::vector<PlacedSample> out;
    const QFontMetrics metrics(wordFont(TextRole::Label));
    const int left = rect.left() + scaled(gridIndent);
    QPoint at(left, rect.top() + scaled(topGap));
    const GridMarks marks = marksFor(key.pitch, key.colours);
    for (Sample &sample : samplesFor(key.snapshot, key.colours, marks)) {
        GridPlace place;
        place.grid = EntryGrid(1);
        place.pitch = {scaled(widthOf(sample, marks)), scaled(cellHeight)};
        const int words = metrics.horizontalAdvance(sample.text);
        if (at.x() + place.pitch.width() + scaled(textGap) + words > rect.right() && at.x() != left) {
            at = QPoint(left, at.y() + scaled(lineHeight));
        }
        if (at.y() + scaled(cellHeight) > rect.bottom()) {
            break;
        }
        place.origin = at;
        at.rx() += place.pitch.width() + scaled(textGap);
        out.push_back({std::move(sample), place, QRect(at, QSize(words + 1, place.pitch.height()))});
        at.rx() += words + scaled(itemGap);
    }
    return out;
}

} // namespace

LayoutKey keyFor(const LayoutGeometry &geometry, const Snapshot &snapshot, LayoutColours colours)
{
    const GridPlace *front = geometry.place(GridRole::Front);
    return {geometry.legend(), front == nullptr ? QSize() : front->pitch, snapshot, colours};
}

QSize changeKeyCell(QSize pitch)
{
    GridPlace place;
    place.pitch = pitch;
    return QSize(scaled(cellWidth) - 1, scaled(cellHeight) - 1)
        .boundedTo(pitch - QSize(place.gap(), place.gap()))
        .expandedTo({1, 1});
}

void drawLayoutLegend(QPainter &painter, const LayoutKey &key, Theme theme)
{
    for (const PlacedSample &one : placed(key)) {
        drawSample(painter, one.place, one.sample, theme, key.colours);
        painter.setFont(wordFont(TextRole::Label));
        painter.setPen(palette(theme).text2);
        painter.drawText(one.words, Qt::AlignLeft | Qt::AlignVCenter, one.sample.text);
    }
}

void drawChangeKey(QPainter &painter, const LayoutKey &key, Theme theme, const std::vector<ChangeKind> &kinds)
{
    const QRect &rect = key.rect;
    const QSize size = changeKeyCell(key.pitch);
    const std::vector<PlacedSample> before = placed(key);
    const int left = rect.left() + scaled(gridIndent);
    const QFontMetrics metrics(wordFont(TextRole::Label));
    QPoint at = before.empty() ? QPoint(left, rect.top() + scaled(topGap))
                               : QPoint(before.back().rect().right() + scaled(itemGap), before.back().place.origin.y());
    for (const ChangeKind kind : kinds) {
        const QString text = changeWord(markFor(kind));
        const int words = metrics.horizontalAdvance(text);
        const int width = size.width() + 1 + scaled(textGap) + words;
        if (at.x() + width > rect.right()) {
            at = QPoint(left, at.y() + scaled(lineHeight));
        }
        if (at.y() + scaled(cellHeight) > rect.bottom()) {
            return;
        }
        const QRect cell(at + QPoint(0, (scaled(cellHeight) - 1 - size.height()) / 2), size);
        painter.fillRect(cell, palette(theme).tableCell);
        drawChangeCorner(painter, cell, kind);
        painter.setFont(wordFont(TextRole::Label));
        painter.setPen(palette(theme).text2);
        painter.drawText(QRect(cell.right() + 1 + scaled(textGap), at.y(), words + 1, scaled(cellHeight) - 1),
                         Qt::AlignLeft | Qt::AlignVCenter, text);
        at.rx() += width + scaled(itemGap);
    }
}

std::string legendTermAt(QPoint point, const LayoutKey &key)
{
    for (const PlacedSample &one : placed(key)) {
        if (one.rect().contains(point)) {
            return one.sample.term;
        }
    }
    return {};
}

QStringList legendTerms(const Snapshot &snapshot, LayoutColours colours)
{
    QStringList terms;
    for (const Sample &sample : samplesFor(snapshot, colours, {true, true, true, true})) {
        if (!sample.term.empty()) {
            terms.append(QString::fromStdString(sample.term));
        }
    }
    return terms;
}

} // namespace ptscope
