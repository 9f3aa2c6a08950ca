// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/kept_picture.h"

#include <QPaintEngine>
#include <QPainter>
#include <QWidget>

namespace ptscope {

namespace {

QSize pixelsOf(const QWidget &canvas)
{
    return (QSizeF(canvas.size()) * canvas.devicePixelRatioF()).toSize();
}

} // namespace

bool KeptPicture::isOf(const QWidget &canvas) const
{
    return m_image.size() == pixelsOf(canvas) && qFuzzyCompare(m_image.devicePixelRatio(), canvas.devicePixelRatioF());
}

void KeptPicture::paint(QPainter &painter, const QWidget &canvas, const std::function<void(QPainter &)> &draw)
{
    if (painter.paintEngine()->type() == QPaintEngine::SVG) {
        draw(painter);
        return;
    }
    if (!m_drawnOnce) {
        draw(painter);
        m_drawnOnce = true;
        m_valid = false;
        return;
    }
    if (!isOf(canvas)) {
        m_image = QImage(pixelsOf(canvas), QImage::Format_RGB32);
        m_image.setDevicePixelRatio(canvas.devicePixelRatioF());
        m_valid = false;
    }
    if (!m_valid) {
        QPainter kept(&m_image);
        draw(kept);
        m_valid = true;
    }
    painter.drawImage(0, 0, m_image);
}

} // namespace ptscope
