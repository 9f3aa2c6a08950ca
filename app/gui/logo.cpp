// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/logo.h"

#include <QPainter>

#include "views/look/icons.h"

namespace ptscope {

namespace {

constexpr int shapeWidth = 52;
constexpr int shapeHeight = 49;

} // namespace

Logo::Logo(int width, QWidget *parent) : QWidget(parent)
{
    setFixedSize(width, width * shapeHeight / shapeWidth);
    setAccessibleName(QStringLiteral("ptscope"));
}

void Logo::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawLogo(painter, rect(), ptscope::palette());
}

} // namespace ptscope
