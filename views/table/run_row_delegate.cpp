// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/table/run_row_delegate.h"

#include <QPainter>
#include <QTableView>

#include <algorithm>
#include <cmath>

#include "core/snapshot/row_text.h"
#include "views/common/row_paint.h"
#include "views/look/address_paint.h"
#include "views/look/palette.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int designRowHeight = 22;
constexpr int denseRowHeight = 20;
constexpr int cellPadding = 6;
constexpr int prefixLength = 2; ///< "0x"
constexpr int addressLength = 18;
constexpr int rangeLength = 2 * addressLength + 1;
constexpr int fewestLineDigits = 4; ///< the word "Line" stands above them
constexpr int sizeLength = 8;
constexpr int levelLength = 5;
constexpr int regionLength = 18;
constexpr int ownerLength = 36;

int leadingBlanks(const std::string &text)
{
    const std::size_t at = text.find_first_not_of(' ');
    return at == std::string::npos ? -1 : static_cast<int>(at);
}

} // namespace

struct RunRowDelegate::Cell {
    QPainter &painter;
    QRect rect; ///< without the padding
    const QModelIndex &index;
    const Snapshot *snapshot;
    bool selected;

    int column() const { return index.column(); }
    QString text() const { return index.data().toString(); }
};

RunRowDelegate::RunRowDelegate(QObject *parent) : QStyledItemDelegate(parent)
{
    refreshFonts();
}

void RunRowDelegate::refreshFonts()
{
    m_font = monoFont(TextRole::Body);
    m_words = wordFont(TextRole::Body);
    // Digits are rarely a whole number of pixels wide, and 37 of them add up.
    m_digitWidth = QFontMetricsF(m_font).horizontalAdvance(QLatin1Char('0'));
}

void RunRowDelegate::setSnapshot(const Snapshot *snapshot)
{
    m_commonDigits = 0;
    m_tailIndent = 0;
    m_tailLength = 0;
    m_lineDigits = fewestLineDigits;
    if (snapshot == nullptr || snapshot->extents().empty()) {
        return;
    }
    const std::uint32_t lastLine = snapshot->extents().line({snapshot->extents().size() - 1});
    m_lineDigits = std::max(fewestLineDigits, static_cast<int>(std::to_string(lastLine).size()) + 1);
    const AddrRange range = snapshot->range();
    m_commonDigits = commonDigits(range.first.value, range.last.value);
    int indent = -1;
    for (std::uint16_t i = 1; i < snapshot->attributes().size(); ++i) {
        const std::string &tail = snapshot->attributes().tail({i});
        const int blanks = leadingBlanks(tail);
        indent = blanks < 0 ? indent : indent < 0 ? blanks : std::min(indent, blanks);
        m_tailLength = std::max(m_tailLength, static_cast<int>(tail.size()));
    }
    m_tailIndent = std::max(indent, 0);
    m_tailLength -= m_tailIndent;
}

int RunRowDelegate::rowHeight() const
{
    return scaled(m_dense ? denseRowHeight : designRowHeight);
}

int RunRowDelegate::columnWidth(int characters) const
{
    return static_cast<int>(std::ceil(characters * m_digitWidth)) + 2 * scaled(cellPadding);
}

int RunRowDelegate::defaultWidth(int column, Width width) const
{
    switch (column) {
    case RunTableModel::LineColumn:
        return columnWidth(m_lineDigits);
    case RunTableModel::ClassColumn:
        return classSwatchesWidth() + 2 * scaled(cellPadding);
    case RunTableModel::RangeColumn:
        return columnWidth(width == Width::Full ? rangeLength : addressLength);
    case RunTableModel::SizeColumn:
        return columnWidth(sizeLength);
    case RunTableModel::LevelColumn:
        return columnWidth(levelLength);
    case RunTableModel::AttributesColumn:
        return columnWidth(m_tailLength + 2);
    case RunTableModel::OwnerColumn:
        return columnWidth(ownerLength);
    default:
        return columnWidth(regionLength);
    }
}

QSize RunRowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {defaultWidth(index.column(), Width::Full), rowHeight()};
}

bool RunRowDelegate::isHovered(AddrRange range) const
{
    return m_hover && (m_hover->contains(range) || range.contains(*m_hover));
}

void RunRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &model = static_cast<const RunTableModel &>(*index.model());
    const std::optional<RowIndex> row = model.runAt(index.row());
    const Marker *marker = model.markerAt(index.row());
    RowState state;
    state.selected = (option.state & QStyle::State_Selected) != 0;
    state.head = marker != nullptr;
    state.hovered = row && isHovered(model.snapshot()->extents().range(*row));
    paintRowGround(*painter, option.rect, state);
    if (state.selected && index.column() == 0) {
        paintSelectionBar(*painter, option.rect);
    }

    const int padding = scaled(cellPadding);
    const Cell cell{*painter, option.rect.adjusted(padding, 0, -padding, 0), index, model.snapshot().get(),
                    state.selected};
    painter->setFont(index.column() >= RunTableModel::RegionColumn ? m_words : m_font);
    if (row) {
        paintRun(cell, *row);
    } else if (index.column() == RunTableModel::LineColumn) {
        paintText(cell, cell.text(), palette().text3, Qt::AlignRight);
    } else if (index.column() >= RunTableModel::RangeColumn) {
        paintMarker(cell, option);
    }
}

/// A marker runs on over the columns behind its own: each of their cells paints its piece.
void RunRowDelegate::paintMarker(const Cell &cell, const QStyleOptionViewItem &option) const
{
    const auto *view = qobject_cast<const QTableView *>(option.widget);
    const int left = view == nullptr ? option.rect.left() : view->columnViewportPosition(RunTableModel::RangeColumn);
    const QRect line(left + scaled(cellPadding), option.rect.top(), option.rect.right() - left, option.rect.height());
    cell.painter.save();
    cell.painter.setClipRect(option.rect, Qt::IntersectClip);
    cell.painter.setFont(m_font);
    cell.painter.setPen(cell.selected ? palette().text1 : palette().text2);
    cell.painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                          cell.index.siblingAtColumn(RunTableModel::RangeColumn).data().toString());
    cell.painter.restore();
}

void RunRowDelegate::paintRun(const Cell &cell, RowIndex row) const
{
    const Snapshot &snapshot = *cell.snapshot;
    const bool hole = snapshot.extents().attributes(row).isHole();
    const QColor ink = hole ? palette().text3 : cell.selected ? palette().text1 : palette().text2;
    switch (cell.column()) {
    case RunTableModel::ClassColumn:
        paintClassSwatches(cell.painter, cell.rect, snapshot.classOf(row));
        return;
    case RunTableModel::RangeColumn:
        paintRange(cell, snapshot.extents().range(row), ink);
        return;
    case RunTableModel::AttributesColumn: {
        const std::string &tail = snapshot.attributes().tail(snapshot.extents().attributes(row));
        paintText(cell, QString::fromStdString(tail).mid(m_tailIndent), ink, Qt::AlignLeft);
        return;
    }
    default:
        break;
    }
    const bool quiet = cell.column() == RunTableModel::LineColumn || cell.column() >= RunTableModel::RegionColumn;
    const bool right = cell.column() == RunTableModel::LineColumn || cell.column() == RunTableModel::SizeColumn;
    paintText(cell, cell.text(), quiet && !cell.selected ? palette().text3 : ink,
              right ? Qt::AlignRight : Qt::AlignLeft);
}

void RunRowDelegate::paintRange(const Cell &cell, AddrRange range, const QColor &ink) const
{
    const bool whole = cell.rect.width() >= static_cast<int>(rangeLength * m_digitWidth);
    const int dimmed = prefixLength + m_commonDigits;
    const QFontMetricsF metrics(m_font);
    const qreal baseline = cell.rect.top() + (cell.rect.height() + metrics.ascent() - metrics.descent()) / 2;
    const auto piece = [&](int at, const QString &text, const QColor &color) {
        cell.painter.setPen(color);
        cell.painter.drawText(QPointF(cell.rect.left() + at * m_digitWidth, baseline), text);
    };
    int at = 0;
    for (const std::uint64_t address : {range.first.value, range.printedEnd()}) {
        const QString text = QString::fromStdString(addressText(address));
        // An end of 2^64 prints as zeros: nothing of it is common.
        const int quiet = address == 0 ? prefixLength : dimmed;
        piece(at, text.left(quiet), palette().text3);
        piece(at + quiet, text.mid(quiet), ink);
        at += addressLength;
        if (!whole) {
            return; // where the row begins is worth more than half of both
        }
        if (at == addressLength) {
            piece(at++, QStringLiteral("-"), palette().text3);
        }
    }
}

void RunRowDelegate::paintText(const Cell &cell, const QString &text, const QColor &color, int alignment) const
{
    const QFontMetrics metrics = cell.painter.fontMetrics();
    cell.painter.setPen(color);
    const bool fits = metrics.horizontalAdvance(text) <= cell.rect.width();
    cell.painter.drawText(cell.rect, Qt::AlignVCenter | alignment | Qt::TextSingleLine,
                          fits ? text : metrics.elidedText(text, Qt::ElideRight, cell.rect.width()));
}

} // namespace ptscope
