// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/palette/palette_delegate.h"

#include <QPainter>

#include "app/gui/palette/palette_model.h"
#include "views/look/palette.h"
#include "views/look/type.h"
#include "views/look/widgets/key_hint.h"

namespace ptscope {

namespace {

constexpr int entryHeight = 30;
constexpr int headHeight = 26;
constexpr int sidePadding = 18;
constexpr int keyHeight = 18;
constexpr int chosenBar = 3;

void paintHead(QPainter &painter, const QRect &rect, const QString &text)
{
    painter.setFont(wordFont(TextRole::SectionHead));
    painter.setPen(palette().text3);
    painter.drawText(rect.adjusted(scaled(sidePadding), 0, 0, -scaled(3)), Qt::AlignBottom | Qt::AlignLeft, text);
}

/// Piece by piece, since the letters found have a colour of their own. Gives the right end.
int paintMatched(QPainter &painter, QRect rect, const QString &text, const QList<int> &places, const QColor &color)
{
    for (int at = 0; at < text.size();) {
        const bool found = places.contains(at);
        int end = at + 1;
        while (end < text.size() && places.contains(end) == found) {
            ++end;
        }
        painter.setFont(wordFont(found ? TextRole::ControlChosen : TextRole::Control));
        painter.setPen(found ? palette().accent : color);
        const QString piece = text.mid(at, end - at);
        painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, piece);
        rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(piece));
        at = end;
    }
    return rect.left();
}

} // namespace

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &colors = ptscope::palette();
    painter->save();
    if (index.data(PaletteModel::HeadRole).toBool()) {
        paintHead(*painter, option.rect, index.data(Qt::DisplayRole).toString());
        painter->restore();
        return;
    }
    const bool enabled = index.flags().testFlag(Qt::ItemIsEnabled);
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect.adjusted(scaled(8), 0, -scaled(8), 0), colors.accentBg);
        painter->fillRect(option.rect.left() + scaled(8), option.rect.top(), scaled(chosenBar), option.rect.height(),
                          colors.accent);
    }
    QRect inside = option.rect.adjusted(scaled(sidePadding), 0, -scaled(sidePadding), 0);
    if (const QString keys = index.data(PaletteModel::KeysRole).toString(); !keys.isEmpty()) {
        const int width = keyHintWidth(keys);
        const int top = inside.center().y() - scaled(keyHeight) / 2 + 1;
        drawKeyHint(*painter, {inside.right() + 1 - width, top, width, scaled(keyHeight)}, keys);
        inside.setRight(inside.right() - width - scaled(8));
    }
    painter->setClipRect(inside);
    const int end =
        paintMatched(*painter, inside, index.data(Qt::DisplayRole).toString(),
                     index.data(PaletteModel::PlacesRole).value<QList<int>>(), enabled ? colors.text1 : colors.text3);
    inside.setLeft(end + scaled(10));
    painter->setFont(wordFont(TextRole::Label));
    painter->setPen(colors.text3);
    painter->drawText(inside, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(index.data(PaletteModel::DetailRole).toString(), Qt::ElideRight,
                                                        inside.width()));
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {scaled(200), scaled(index.data(PaletteModel::HeadRole).toBool() ? headHeight : entryHeight)};
}

} // namespace ptscope
