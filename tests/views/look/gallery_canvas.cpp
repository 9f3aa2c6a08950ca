// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/look/gallery_canvas.h"

#include "views/look/change_mark.h"
#include "views/look/icons.h"
#include "views/look/pattern.h"
#include "views/look/type.h"

#include <QPainter>

namespace ptscope {

namespace {

// The same class from 1 px to a cell as in the map, and as a thin bar.
template<typename Class>
void fillSizes(QPainter &painter, PatternPainter &pattern, Class shown, int top, const QString &name)
{
    int x = 0;
    for (const int width : {1, 2, 3, 4, 6, 8, 12, 18, 26, 60}) {
        pattern.fill(QRect(scaled(x), scaled(top), scaled(width), scaled(22)), shown);
        x += width + 6;
    }
    for (const int height : {2, 3, 4, 6, 8, 14}) {
        pattern.fill(QRect(scaled(x), scaled(top), scaled(30), scaled(height)), shown);
        x += 36;
    }
    painter.setFont(wordFont(TextRole::Label));
    painter.setPen(palette().text2);
    painter.drawText(QRect(scaled(x), scaled(top), scaled(60), scaled(22)), Qt::AlignVCenter, name);
}

void drawFills(QPainter &painter, Emphasis emphasis)
{
    PatternPainter pattern(painter, palette().theme, {.origin = {}, .emphasis = emphasis, .uiScale = uiScale()});
    static constexpr std::array leafNames = {"Hole", "Invalid", "Page", "ContPage", "Block", "ContBlock", "Giant"};
    static constexpr std::array accessNames = {"None", "RwNx", "RoNx", "RoX", "RwX", "Device", "NonCacheable"};
    for (std::size_t i = 0; i < leafClassCount; ++i) {
        const int top = static_cast<int>(i) * 26;
        fillSizes(painter, pattern, static_cast<LeafClass>(i), top, QString::fromLatin1(leafNames[i]));
    }
    painter.translate(scaled(470), 0);
    for (std::size_t i = 1; i < accessClassCount; ++i) {
        const int top = static_cast<int>(i) * 26;
        fillSizes(painter, pattern, static_cast<AccessClass>(i), top, QString::fromLatin1(accessNames[i]));
    }
    painter.translate(-scaled(470), 0);
}

void drawSigns(QPainter &painter)
{
    const Palette &colors = palette();
    for (std::size_t i = 0; i < iconCount; ++i) {
        const int x = static_cast<int>(i) * 24;
        drawIcon(painter, QRect(scaled(x), scaled(4), scaled(16), scaled(16)), static_cast<Icon>(i), colors.text2);
    }
    for (std::size_t i = 0; i < changeMarkCount; ++i) {
        const int x = 420 + static_cast<int>(i) * 26;
        const QRect cell(scaled(x), scaled(3), scaled(18), scaled(18));
        drawChangeMark(painter, cell, static_cast<ChangeMark>(i), colors.theme);
    }
    drawLogo(painter, QRect(scaled(590), 0, scaled(52), scaled(49)), colors);
    drawLogo(painter, QRect(scaled(660), 0, scaled(22), scaled(22)), colors);
    drawLogo(painter, QRect(scaled(690), 0, scaled(16), scaled(16)), colors);
}

void drawRows(QPainter &painter)
{
    const Theme theme = palette().theme;
    PatternPainter pattern(painter, theme, {.origin = {}, .style = FillStyle::Stripe, .uiScale = uiScale()});
    for (int group = 0; group < 24; ++group) {
        const int x = scaled(group * 16);
        pattern.fill(QRect(x, 0, scaled(2), scaled(17)), AccessClass::RwNx);
        pattern.fill(QRect(x + scaled(2), 0, scaled(14), scaled(17)), AccessClass::RoNx);
    }
    for (int i = 0; i < 6; ++i) {
        pattern.foldBreak(QRect(scaled(400 + i * 14), 0, scaled(14), scaled(40)));
    }
    pattern.simulatedBand(QRect(scaled(500), 0, scaled(400), scaled(30)));
}

} // namespace

GalleryCanvas::GalleryCanvas()
{
    setFixedHeight(scaled(370));
}

void GalleryCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawFills(painter, Emphasis::Full);
    painter.translate(0, scaled(190));
    drawSigns(painter);
    painter.translate(0, scaled(54));
    drawRows(painter);
    painter.translate(0, scaled(46));
    painter.setClipRect(0, 0, width(), scaled(76));
    painter.translate(0, -scaled(104));
    drawFills(painter, Emphasis::Faded);
}

} // namespace ptscope
