// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/change_mark.h"

#include "views/look/box.h"
#include "views/look/type.h"

#include <QPainter>

#include <algorithm>
#include <array>

namespace ptscope {

namespace {

constexpr std::array<char, changeMarkCount> characters = {'+', '-', '~', '>', 'Y', '^'};
constexpr int fillShare = 14;

qreal cornerRadius(ChangeMark mark)
{
    switch (mark) {
    case ChangeMark::Added:
        return 6;
    case ChangeMark::Removed:
        return 0;
    default:
        return 4;
    }
}

} // namespace

QChar markCharacter(ChangeMark mark)
{
    return QLatin1Char(characters[static_cast<std::size_t>(mark)]);
}

void drawChangeMark(QPainter &painter, const QRect &rect, ChangeMark mark, Theme theme)
{
    const Palette &colors = palette(theme);
    const int side = std::min({scaled(markChipSide), rect.width(), rect.height()});
    const QRect chip(rect.center().x() - (side - 1) / 2, rect.center().y() - (side - 1) / 2, side, side);
    drawBox(painter, chip,
            {colors.inkOf(mark), mix(colors.of(mark), colors.surface, fillShare), cornerRadius(mark), 1.2});

    painter.save();
    QFont font = monoFont(TextRole::TabChosen);
    font.setWeight(QFont::Bold);
    painter.setFont(font);
    painter.setPen(colors.inkOf(mark));
    painter.drawText(chip, Qt::AlignCenter, QString(markCharacter(mark)));
    painter.restore();
}

} // namespace ptscope
