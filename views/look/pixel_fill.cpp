// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/pixel_fill.h"

#include <QImage>
#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ptscope {

namespace {

std::optional<int> wholeNumber(qreal value)
{
    const qreal rounded = std::round(value);
    return rounded == value && std::abs(rounded) < 1 << 20 ? std::optional(static_cast<int>(rounded)) : std::nullopt;
}

bool paintsPlainly(const QPainter &painter)
{
    return !painter.hasClipping() && painter.opacity() == 1.0
        && painter.compositionMode() == QPainter::CompositionMode_SourceOver;
}

/// What the painter may touch: a widget's painter stands on the image behind its window.
std::optional<QRect> boundsOn(const QImage &image, const QPaintEngine &engine)
{
    const QRegion allowed = engine.systemClip();
    if (allowed.isEmpty()) {
        return image.rect();
    }
    return allowed.rectCount() == 1 ? std::optional(allowed.boundingRect().intersected(image.rect())) : std::nullopt;
}

} // namespace

std::optional<PixelFill> PixelFill::on(const QPainter &painter)
{
    const QPaintEngine *engine = painter.paintEngine();
    QPaintDevice *device = engine == nullptr ? nullptr : engine->paintDevice();
    const QTransform transform = painter.deviceTransform();
    const auto scale = wholeNumber(transform.m11());
    const auto x = wholeNumber(transform.dx());
    const auto y = wholeNumber(transform.dy());
    if (device == nullptr || device->devType() != QInternal::Image || !paintsPlainly(painter)
        || transform.type() > QTransform::TxScale || transform.m11() != transform.m22() || !scale || *scale < 1 || !x || !y) {
        return std::nullopt;
    }
    auto *image = static_cast<QImage *>(device);
    if (image->format() != QImage::Format_RGB32 && image->format() != QImage::Format_ARGB32_Premultiplied) {
        return std::nullopt;
    }
    const auto bounds = boundsOn(*image, *engine);
    if (!bounds) {
        return std::nullopt;
    }
    return PixelFill(reinterpret_cast<QRgb *>(image->bits()), image->bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb)),
                     *bounds, {*x, *y}, *scale);
}

void PixelFill::fill(const QRect &rect, QRgb color) const
{
    const QRect pixels =
        QRect(rect.topLeft() * m_scale + m_offset, rect.size() * m_scale).intersected(m_bounds);
    if (pixels.isEmpty()) {
        return;
    }
    QRgb *line = m_pixels + pixels.top() * m_stride + pixels.left();
    const QRgb *end = line + pixels.height() * m_stride;
    if (pixels.width() == 1) {
        for (; line != end; line += m_stride) {
            *line = color;
        }
        return;
    }
    for (; line != end; line += m_stride) {
        std::fill_n(line, pixels.width(), color);
    }
}

void PixelFill::hatch(const QRect &rect, QPoint origin, int step, QRgb color) const
{
    const QRect pixels = rect.translated(m_offset).intersected(m_bounds);
    const QPoint from = pixels.topLeft() - origin - m_offset;
    int skipped = step - 1 - ((from.x() + from.y() - 1) % step + step) % step;
    QRgb *line = m_pixels + pixels.top() * m_stride + pixels.left();
    for (int row = 0; row < pixels.height(); ++row, line += m_stride) {
        for (int x = skipped; x < pixels.width(); x += step) {
            line[x] = color;
        }
        skipped = skipped == 0 ? step - 1 : skipped - 1;
    }
}

} // namespace ptscope
