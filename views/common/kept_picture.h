// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <functional>

class QPainter;
class QWidget;

namespace ptscope {

/// What a canvas shows apart from its marks. A pan or a zoom changes it with each frame, and a picture to keep would cost
/// one copy more: what has changed is drawn where it is seen. What is drawn a second time is kept, so that frames of the
/// pointer only copy it.
class KeptPicture
{
public:
    void invalidate() { m_drawnOnce = false; }
    /// `draw` draws all of `canvas`, for which `painter` is open. A vector picture holds vectors.
    void paint(QPainter &painter, const QWidget &canvas, const std::function<void(QPainter &)> &draw);

private:
    bool isOf(const QWidget &canvas) const;

    QImage m_image;
    bool m_drawnOnce = false; ///< since it changed
    bool m_valid = false;
};

} // namespace ptscope
