// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPaintEngine>
#include <QPainter>

#include <algorithm>

#include "views/common/row_paint.h"
#include "views/diff/change_list.h"
#include "views/diff/change_sentences.h"
#include "views/look/address_paint.h"
#include "views/look/change_mark.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int padding = 8;
constexpr int headLeft = 16;

void drawText(QPainter &painter, const QRect &rect, const QString &text, int alignment)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const bool fits = metrics.horizontalAdvance(text) <= rect.width();
    painter.drawText(rect, Qt::AlignVCenter | alignment | Qt::TextSingleLine,
                     fits ? text : metrics.elidedText(text, Qt::ElideRight, rect.width()));
}

} // namespace

void ChangeLineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &model = static_cast<const ChangeListModel &>(*index.model());
    RowState state;
    state.selected = (option.state & QStyle::State_Selected) != 0;
    state.hovered = (option.state & QStyle::State_MouseOver) != 0;
    const ChangeListModel::Section *section = model.headAt(index.row());
    state.head = section != nullptr;
    paintRowGround(*painter, option.rect, state);
    if (section != nullptr) {
        // A vector picture knows no clip: there the last cell paints the whole line, over the ground of all.
        const bool clips = painter->paintEngine()->type() != QPaintEngine::SVG;
        if (clips || index.column() == model.columnCount() - 1) {
            paintHead(*painter, option, model, *section);
        }
        return;
    }
    const auto change = model.changeAt(index.row());
    if (!change) {
        return;
    }
    if (state.selected && index.column() == 0) {
        paintSelectionBar(*painter, option.rect);
    }
    paintCell(*painter, option.rect, model, *change, index, state.selected);
}

/// A head runs over all columns: each of its cells paints its piece.
void ChangeLineDelegate::paintHead(QPainter &painter, const QStyleOptionViewItem &option,
                                   const ChangeListModel &, const ChangeListModel::Section &section) const
{
    const auto *view = qobject_cast<const QTableView *>(option.widget);
    const int width = view == nullptr ? option.rect.width() : view->viewport()->width();
    const QRect line(scaled(headLeft), option.rect.y(), width - 2 * scaled(headLeft), option.rect.height());
    painter.save();
    painter.setClipRect(option.rect, Qt::IntersectClip);
    const QString sum = countAndSize(section.changes().size(), section.bytes);
    painter.setFont(wordFont(TextRole::Body));
    painter.setPen(palette().text2);
    const int sumWidth = painter.fontMetrics().horizontalAdvance(sum) + scaled(16);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, sum);
    painter.setFont(wordFont(TextRole::Value));
    painter.setPen(palette().text1);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, section.title);
    const int titleWidth = painter.fontMetrics().horizontalAdvance(section.title) + scaled(10);
    painter.setFont(wordFont(TextRole::Body));
    painter.setPen(palette().text2);
    drawText(painter, line.adjusted(titleWidth, 0, -sumWidth, 0), section.note, Qt::AlignLeft);
    painter.restore();
}

void ChangeLineDelegate::paintCell(QPainter &painter, const QRect &cell, const ChangeListModel &model,
                                   ChangeIndex index, const QModelIndex &at, bool selected) const
{
    const Diff &diff = model.source()->diff();
    const QRect room = cell.adjusted(scaled(padding), 0, -scaled(padding), 0);
    const QString text = at.data().toString();
    painter.setPen(selected ? palette().text1 : palette().text2);
    switch (at.column()) {
    case ChangeListModel::MarkColumn:
        drawChangeMark(painter, cell.adjusted(scaled(14), scaled(1), 0, -scaled(1)),
                       markFor(leadingKind(diff.changes.kinds(index))), palette().theme);
        return;
    case ChangeListModel::RangeColumn: {
        const AddrRange all{diff.changes.range(0).first, diff.changes.range(diff.changes.size() - 1).last};
        paintRange(painter, room, diff.changes.range(index), std::min(commonDigits(all.first.value, all.last.value), 8));
        return;
    }
    case ChangeListModel::SizeColumn:
        painter.setFont(monoFont(TextRole::Value));
        painter.setPen(palette().text1);
        drawText(painter, room, text, Qt::AlignRight);
        return;
    case ChangeListModel::BeforeColumn:
    case ChangeListModel::AfterColumn: {
        const bool before = at.column() == ChangeListModel::BeforeColumn;
        const Snapshot &snapshot = before ? *diff.before : *diff.after;
        const Change change = diff.changes.at(index);
        const Mapping mapping = before ? change.before : change.after;
        paintClassSwatches(painter, room, snapshot.classes().at(mapping.level, mapping.attributes));
        painter.setFont(monoFont(TextRole::Body));
        painter.setPen(mapping.isHole() ? palette().text3 : palette().text1);
        const QRect leaves = cell.adjusted(scaled(padding) + classSwatchesWidth() + scaled(6), 0, 0, 0);
        // Of "786 432 × 4K" the end says most: blanks go before it does.
        const bool fits = painter.fontMetrics().horizontalAdvance(text) <= leaves.width();
        drawText(painter, leaves, fits ? text : QString(text).replace(QStringLiteral(" × "), QStringLiteral("×")), Qt::AlignLeft);
        return;
    }
    default:
        painter.setFont(wordFont(TextRole::Body));
        drawText(painter, room, text, Qt::AlignLeft);
    }
}

void ChangeLineDelegate::paintRange(QPainter &painter, const QRect &cell, AddrRange range, int dimmedDigits) const
{
    const QFont mono = monoFont(TextRole::Body);
    const AddressInk ink{palette().text1, palette().text3, dimmedDigits};
    const qreal width = drawAddress(painter, cell, range.first.value, mono, ink);
    const int behind = cell.x() + static_cast<int>(width);
    if (behind + width + scaled(16) > cell.right() + 4) {
        return; // where it begins is worth more than half of both
    }
    const QRect dash(behind, cell.y(), scaled(16), cell.height());
    painter.setFont(mono);
    painter.setPen(palette().text3);
    painter.drawText(dash, Qt::AlignCenter, QStringLiteral("-"));
    drawAddress(painter, {dash.right() + 1, cell.y(), cell.width(), cell.height()}, range.printedEnd(), mono,
                {palette().text1, palette().text3, range.printedEnd() == 0 ? 0 : dimmedDigits});
}

} // namespace ptscope
