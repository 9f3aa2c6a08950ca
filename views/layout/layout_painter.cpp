// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/layout_painter.h"

#include <QCoreApplication>
#include <QPainter>
#include <QStringList>

#include <algorithm>

#include "views/layout/entry_outline.h"
#include "views/layout/layout_legend.h"
#include "views/look/numbers.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Layout)
};

constexpr int frameWidth = 2;
constexpr int wideFrameFrom = 7;
constexpr int leastRowLabel = 13;
constexpr int leastColumnLabel = 30;
constexpr int lensShare = 55;
constexpr int arrowHead = 4;
constexpr int titleGap = 14;
constexpr int thumbLine = 16;

/// The entry above that points to the table.
QString pointerTo(const PagingGeometry &paging, TableNode table)
{
    const Level above = paging.above(table.level);
    return QStringLiteral("%1[%2]").arg(QLatin1String(name(above)), indexText(paging.index(above, table.base)));
}

QString counted(unsigned count, const QString &one, const QString &many)
{
    return countText(count) + QLatin1Char(' ') + (count == 1 ? one : many);
}

QString leafWords(const PagingGeometry &paging, Level level, unsigned count)
{
    const bool page = paging.canonical(level) == Level::Pte;
    return page ? counted(count, Texts::tr("page"), Texts::tr("pages"))
                : counted(count, Texts::tr("block"), Texts::tr("blocks"));
}

QString tableWords(unsigned count)
{
    return counted(count, Texts::tr("table"), Texts::tr("tables"));
}

QString shortSummary(const PagingGeometry &paging, const TableContent &content)
{
    QStringList parts;
    if (content.use.leaves != 0 || content.use.tables == 0) {
        parts.append(leafWords(paging, content.table.level, content.use.leaves));
    }
    if (content.use.tables != 0) {
        parts.append(tableWords(content.use.tables));
    }
    return parts.join(QStringLiteral(", "));
}

/// Cells of a few pixels would drown in a wide frame.
int frameWidthIn(const GridPlace &place)
{
    return place.isLarge() && place.pitch.height() >= scaled(wideFrameFrom) ? scaled(frameWidth) : 1;
}

/// The fullest of the texts that fits.
QString fitting(const QStringList &texts, const QFontMetrics &metrics, int width)
{
    const auto found = std::find_if(texts.begin(), texts.end(),
                                    [&](const QString &text) { return metrics.horizontalAdvance(text) <= width; });
    return found == texts.end() ? metrics.elidedText(texts.back(), Qt::ElideRight, width) : *found;
}

} // namespace

QString tableTitle(const PagingGeometry &paging, TableNode table, TableNode root)
{
    const QString level = QString::fromLatin1(name(paging.canonical(table.level)));
    return table == root ? Texts::tr("%1 table").arg(level)
                         : Texts::tr("%1 table under %2").arg(level, pointerTo(paging, table));
}

QString tableUse(const PagingGeometry &paging, const TableContent &content)
{
    QStringList parts;
    if (content.use.leaves != 0) {
        parts.append(
            leafWords(paging, content.table.level, content.use.leaves)
            + (content.contiguous != 0 ? Texts::tr(" (%1 contiguous)").arg(countText(content.contiguous)) : QString()));
    }
    if (content.use.tables != 0) {
        parts.append(tableWords(content.use.tables));
    }
    if (content.use.holes != 0) {
        parts.append(counted(content.use.holes, Texts::tr("hole"), Texts::tr("holes")));
    }
    if (content.use.unprinted != 0) {
        parts.append(Texts::tr("%1 not printed").arg(countText(content.use.unprinted)));
    }
    return parts.join(QStringLiteral(", "));
}

QString tableSummary(const PagingGeometry &paging, const TableContent &content)
{
    return Texts::tr("%1 entries of %2: %3")
        .arg(countText(content.use.entries), runSizeText(paging.span(content.table.level).value),
             tableUse(paging, content));
}

LayoutPainter::LayoutPainter(QPainter &painter, const LayoutScene &scene)
    : m_painter(painter), m_scene(scene), m_palette(palette(scene.theme))
{ }

QSize LayoutPainter::textureOf(const GridPlace &place) const
{
    const PagingGeometry &paging = m_scene.source.snapshot().geometry();
    const bool last = paging.canonical(place.table.level) == Level::Pte;
    const unsigned below = last ? 1 : paging.entries(paging.below(place.table.level));
    return textureSizeFor(place.pitch / std::max(1.0, uiScale()), below);
}

void LayoutPainter::drawAll()
{
    drawGround();
    for (const GridPlace &place : m_scene.geometry.places()) {
        drawGrid(place, nullptr);
    }
    drawArrow();
}

void LayoutPainter::drawGround()
{
    QRegion ground(QRect({0, 0}, m_scene.geometry.canvas()));
    for (const GridPlace &place : m_scene.geometry.places()) {
        ground -= place.cells().adjusted(1, 1, -1, -1); // the rim is drawn twice, where scales by a fraction round
    }
    for (const QRect &part : ground) {
        m_painter.fillRect(part, m_palette.bg);
    }
    drawLenses();
    drawMoreSiblings();
    drawLayoutLegend(m_painter, keyFor(m_scene.geometry, m_scene.source.snapshot(), m_scene.colours), m_scene.theme);
}

void LayoutPainter::drawGrid(const GridPlace &place, GridPictures *kept)
{
    const auto content = m_scene.contents.of(place.table, textureOf(place));
    drawTitle(place, *content);
    if (place.isLarge()) {
        drawIndices(place);
    }
    if (kept != nullptr) {
        kept->draw(m_painter, place, content, m_scene.theme, m_scene.colours);
    } else {
        m_painter.fillRect(place.cells(), m_palette.bg);
        GridPainter(m_painter, place, *content, m_scene.theme, m_scene.colours).draw();
    }
    if (place.opened) {
        outlineEntries(m_painter, place, {*place.opened, *place.opened}, m_palette.accent, scaled(frameWidth));
    }
    const auto &all = m_scene.geometry.places();
    const bool onStage = std::any_of(
        all.begin(), all.end(), [&](const GridPlace &other) { return other.isLarge() && other.table == place.table; });
    if (!place.isLarge() && onStage) {
        const QRect frame =
            place.cells().adjusted(-scaled(3), -scaled(3), scaled(3) - place.gap(), scaled(3) - place.gap());
        PatternPainter(m_painter, m_scene.theme).frame(frame, m_palette.accent, scaled(1));
    }
}

bool LayoutPainter::isKept(const GridPlace &place, const GridPictures &kept) const
{
    const auto content = m_scene.contents.ifRead(place.table, textureOf(place));
    return content != nullptr && kept.has(m_painter, place, content, m_scene.theme, m_scene.colours);
}

void LayoutPainter::drawStandIn(const GridPlace &place)
{
    const CellFill fill = m_scene.contents.asOne(place.table);
    m_painter.fillRect(place.cells(), fill.leaf == LeafClass::Hole ? holeGround(m_palette)
                                                                   : speckHue(fill, m_scene.colours, m_palette));
}

void LayoutPainter::drawTitle(const GridPlace &place, const TableContent &content)
{
    const PagingGeometry &paging = m_scene.source.snapshot().geometry();
    const TableNode root = m_scene.source.tree().root();
    const bool pointer = !place.isLarge() && place.table != root;
    const QFont titleFont = pointer ? monoFont(TextRole::Value) : wordFont(TextRole::Value);
    const QFont wordsFont = wordFont(TextRole::Label);
    const QFontMetrics titleMetrics(titleFont);
    QRect first = place.title;
    QRect second = place.title;
    const QString title = pointer ? pointerTo(paging, place.table) : tableTitle(paging, place.table, root);
    if (place.isLarge()) {
        second.setLeft(first.left() + titleMetrics.horizontalAdvance(title) + scaled(titleGap));
    } else {
        first.setHeight(scaled(thumbLine));
        second.setTop(first.bottom() + 1);
        second.setHeight(scaled(thumbLine));
    }
    QStringList words{shortSummary(paging, content)};
    if (place.isLarge()) {
        words.prepend(tableUse(paging, content));
        words.prepend(tableSummary(paging, content));
    }
    m_painter.setFont(titleFont);
    m_painter.setPen(m_palette.text1);
    m_painter.drawText(first, Qt::AlignLeft | Qt::AlignVCenter,
                       titleMetrics.elidedText(title, Qt::ElideRight, first.width()));
    m_painter.setFont(wordsFont);
    m_painter.setPen(place.isLarge() ? m_palette.text2 : m_palette.text3);
    m_painter.drawText(second, Qt::AlignLeft | Qt::AlignVCenter,
                       fitting(words, QFontMetrics(wordsFont), second.width()));
}

/// In reading order the index of a row's first entry at its left, and what a column adds on top.
void LayoutPainter::drawIndices(const GridPlace &place)
{
    if (place.grid.order() != EntryOrder::Rows) {
        return;
    }
    m_painter.setFont(monoFont(TextRole::Index));
    m_painter.setPen(m_palette.text3);
    const QRect cells = place.cells();
    int rowStep = 1;
    while (rowStep * place.pitch.height() < scaled(leastRowLabel)) {
        rowStep *= 2;
    }
    for (int row = 0; row < place.grid.rows(); row += rowStep) {
        const QRect label(cells.left() - scaled(40), cells.top() + row * place.pitch.height(), scaled(34),
                          std::max(place.pitch.height(), scaled(leastRowLabel)));
        m_painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter,
                           bareIndexText(static_cast<unsigned>(row * place.grid.columns())));
    }
    int columnStep = std::max(1, place.grid.columns() / 4);
    while (columnStep * place.pitch.width() < scaled(leastColumnLabel) && columnStep < place.grid.columns()) {
        columnStep *= 2;
    }
    for (int column = 0; column < place.grid.columns(); column += columnStep) {
        int left = cells.left() + column * place.pitch.width();
        if (place.role == GridRole::Parent && place.opened) { // the arrow to the open table passes here
            const int arrow = place.cellRect(*place.opened).center().x();
            left = arrow >= left - scaled(2) && arrow < left + scaled(20) ? arrow + scaled(4) : left;
        }
        const QRect label(left, cells.top() - scaled(17), scaled(40), scaled(14));
        m_painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter,
                           QStringLiteral("+%1").arg(static_cast<unsigned>(column), 2, 16, QLatin1Char('0')));
    }
}

/// From the small picture of a table to the large one.
void LayoutPainter::drawLenses()
{
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(mix(m_palette.accentBg, m_palette.bg, lensShare));
    for (const GridPlace &small : m_scene.geometry.places()) {
        for (const GridPlace &large : m_scene.geometry.places()) {
            if (small.isLarge() || !large.isLarge() || small.table != large.table) {
                continue;
            }
            const QRect from = small.cells();
            const QRect to = large.cells();
            const QPoint corners[] = {{from.left(), from.bottom() + 1},
                                      {from.right() + 1, from.bottom() + 1},
                                      {to.right() + 1, to.top() - outlineMargin},
                                      {to.left(), to.top() - outlineMargin}};
            m_painter.drawConvexPolygon(corners, 4);
        }
    }
    m_painter.setBrush(Qt::NoBrush);
}

/// From the opened cell to the table that it points to.
void LayoutPainter::drawArrow()
{
    const GridPlace *parent = m_scene.geometry.place(GridRole::Parent);
    const GridPlace *front = m_scene.geometry.place(GridRole::Front);
    if (parent == nullptr || front == nullptr || !parent->opened) {
        return;
    }
    const QRect cell = parent->cellRect(*parent->opened);
    const int x = cell.center().x();
    const int top = parent->cells().top() - scaled(19);
    const int target = front->cells().left() + scaled(42);
    const int line = std::max(1, scaled(1));
    m_painter.fillRect(x, top, line, cell.top() - top, m_palette.accent);
    m_painter.fillRect(x, top, target - x + line, line, m_palette.accent);
    m_painter.fillRect(target, top, line, front->cells().top() - scaled(3) - top, m_palette.accent);
    const int head = scaled(arrowHead);
    for (int i = 0; i <= head; ++i) {
        m_painter.fillRect(target - i, front->cells().top() - scaled(2) - i, 2 * i + line, 1, m_palette.accent);
    }
}

void LayoutPainter::drawMoreSiblings()
{
    const auto last = std::find_if(m_scene.geometry.places().rbegin(), m_scene.geometry.places().rend(),
                                   [](const GridPlace &place) { return place.role == GridRole::Sibling; });
    const std::size_t hidden = m_scene.geometry.siblingsBefore() + m_scene.geometry.siblingsBehind();
    if (last == m_scene.geometry.places().rend() || hidden == 0) {
        return;
    }
    QStringList more;
    if (m_scene.geometry.siblingsBefore() != 0) {
        more.append(Texts::tr("%1 more before").arg(countText(m_scene.geometry.siblingsBefore())));
    }
    if (m_scene.geometry.siblingsBehind() != 0) {
        more.append(Texts::tr("%1 more behind").arg(countText(m_scene.geometry.siblingsBehind())));
    }
    m_painter.setFont(wordFont(TextRole::Label));
    m_painter.setPen(m_palette.text3);
    const QRect room(last->title.left(), last->cells().bottom() + scaled(4),
                     m_scene.geometry.canvas().width() - last->title.left() - scaled(16), scaled(16));
    m_painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, more.join(QStringLiteral(", ")));
}

void LayoutPainter::drawFrame(AddrRange range, bool strong)
{
    const PagingGeometry &paging = m_scene.source.snapshot().geometry();
    const QColor color = strong ? m_palette.selection : mix(m_palette.selection, m_palette.bg, 50);
    for (const GridPlace &place : m_scene.geometry.places()) {
        const auto touched = indicesIn(paging, m_scene.source.tree(), place.table, range);
        const bool whole = range.size() >= paging.span(place.table.level);
        if (touched && whole && touched->count() < place.grid.entries()) {
            outlineEntries(m_painter, place, {touched->first, touched->last}, color, frameWidthIn(place));
        }
    }
}

} // namespace ptscope
