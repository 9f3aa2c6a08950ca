// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tree/tree_entry_delegate.h"

#include <QPainter>

#include <cmath>

#include "views/common/row_paint.h"
#include "views/look/palette.h"
#include "views/look/type.h"
#include "views/tree/page_table_model.h"

namespace ptscope {

namespace {

constexpr int designRowHeight = 22;
constexpr int cellPadding = 6;
constexpr int levelNameLength = 3;
constexpr int entryLength = 35; ///< "PTE[0x000–0x1ff]", its swatches and four levels of indentation
constexpr int addressLength = 18;
constexpr int rangeLength = 2 * addressLength + 1;
constexpr int mapsWidth = 310;
constexpr int narrowMapsWidth = 226;
constexpr int attributesLength = 42;

bool isEmpty(const EntryRun &run)
{
    return run.kind == EntryKind::Hole || run.kind == EntryKind::Unprinted;
}

} // namespace

TreeEntryDelegate::TreeEntryDelegate(const PageTableModel &model, QObject *parent)
    : QStyledItemDelegate(parent), m_model(model)
{
    refreshFonts();
}

void TreeEntryDelegate::refreshFonts()
{
    m_mono = monoFont(TextRole::Body);
    m_words = wordFont(TextRole::Body);
}

int TreeEntryDelegate::rowHeight() const
{
    return scaled(designRowHeight);
}

int TreeEntryDelegate::defaultWidth(int column, Width width) const
{
    const qreal digitWidth = QFontMetricsF(m_mono).horizontalAdvance(QLatin1Char('0'));
    const auto characters = [&](int count) { return static_cast<int>(std::ceil(count * digitWidth)); };
    switch (column) {
    case PageTableModel::EntryColumn:
        return characters(entryLength);
    case PageTableModel::SpansColumn:
        return characters(width == Width::Full ? rangeLength : addressLength) + 2 * scaled(cellPadding);
    case PageTableModel::MapsColumn:
        return scaled(width == Width::Full ? mapsWidth : narrowMapsWidth);
    default:
        return characters(attributesLength);
    }
}

QSize TreeEntryDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {defaultWidth(index.column(), Width::Full), rowHeight()};
}

void TreeEntryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &colors = palette();
    const int padding = scaled(cellPadding);
    const QRect cell = option.rect.adjusted(padding, 0, -padding, 0);
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    if (index.column() == PageTableModel::EntryColumn) {
        paintEntry(*painter, option.rect, index);
        return;
    }
    painter->setFont(index.column() == PageTableModel::MapsColumn ? m_words : m_mono);
    const EntryRun &run = m_model.runAt(index);
    const bool quiet = isEmpty(run) || (index.column() == PageTableModel::SpansColumn && !selected);
    const QColor ink = quiet ? colors.text3 : selected ? colors.text1 : colors.text2;
    QString text = index.data().toString();
    if (index.column() == PageTableModel::SpansColumn && QFontMetrics(m_mono).horizontalAdvance(text) > cell.width()) {
        text.truncate(addressLength); // where an entry begins is worth more than half of both
    }
    paintText(*painter, cell, text, ink);
}

void TreeEntryDelegate::paintEntry(QPainter &painter, const QRect &cell, const QModelIndex &index) const
{
    const Palette &colors = palette();
    const EntryRun &run = m_model.runAt(index);
    paintSwatch(painter, cell, run);
    const QString text = index.data().toString();
    painter.setFont(m_mono);
    QRect rest = cell.adjusted(classSwatchesWidth() + scaled(cellPadding), 0, 0, 0);
    paintText(painter, rest, text.left(levelNameLength), colors.text3);
    rest.setLeft(rest.left() + qRound(QFontMetricsF(m_mono).horizontalAdvance(text.left(levelNameLength))));
    paintText(painter, rest, text.mid(levelNameLength), isEmpty(run) ? colors.text3 : colors.text1);
}

void TreeEntryDelegate::paintSwatch(QPainter &painter, const QRect &cell, const EntryRun &run) const
{
    const Snapshot &snapshot = *m_model.snapshot();
    if (isEmpty(run)) {
        paintClassSwatches(painter, cell, {});
        return;
    }
    if (run.kind == EntryKind::Leaf) {
        paintClassSwatches(painter, cell, snapshot.classOf(run.row));
        return;
    }
    paintTableSwatch(painter, cell);
    if (run.uniform) {
        const QRect beside = cell.adjusted(classSwatchesWidth() - swatchWidth(), 0, 0, 0);
        paintLeafSwatch(painter, beside, snapshot.classOf(run.row).leaf);
    }
}

void TreeEntryDelegate::paintText(QPainter &painter, const QRect &cell, const QString &text, const QColor &color) const
{
    painter.setPen(color);
    const QFontMetrics metrics = painter.fontMetrics();
    const bool fits = metrics.horizontalAdvance(text) <= cell.width();
    painter.drawText(cell, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     fits ? text : metrics.elidedText(text, Qt::ElideRight, cell.width()));
}

} // namespace ptscope
