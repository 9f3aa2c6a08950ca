// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPainter>

namespace ptscope::test {

/// What a painter of a view draws, marks apart, on a picture of `size` in its own units.
template<typename ViewPainter>
QImage pictureOf(const ViewPainter &view, QSize size, qreal devicePixelRatio = 1.0)
{
    QImage image((QSizeF(size) * devicePixelRatio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(devicePixelRatio);
    QPainter painter(&image);
    view.drawContent(painter);
    return image;
}

} // namespace ptscope::test
