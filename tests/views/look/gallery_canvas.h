// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ptscope {

/// All that is painted and is no widget: fills in several sizes, breaks, marks, icons, logo.
class GalleryCanvas : public QWidget
{
public:
    GalleryCanvas();

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ptscope
